import type { Plant } from './plant.ts';

const kind = 'logged-name';
const tests = ['tests/security/erasure.laptop.test.ts'] as const;
const line = (name: string): string => `console.log(JSON.stringify({ level: 'info', name: ${name} }))`;

/** A person's name is in the log. */
export const LOGGED_NAMES: readonly Plant[] = [
  {
    kind,
    what: 'the log holds whatever is sent',
    file: 'platform/edge/http-function.ts',
    search: 'const ports = await resolvePorts(room.ports);',
    replace: `const ports = await resolvePorts(room.ports);
  ${line('input.body')};`,
    tests,
  },
  {
    kind,
    what: 'the log holds the principal who is saved',
    file: 'functions/filing/save-principal.ts',
    search: 'const { confirmed, ...principal } = body;',
    replace: `const { confirmed, ...principal } = body;
  ${line('body.name')};`,
    tests,
  },
  {
    kind,
    what: 'the log holds the site owner who is saved',
    file: 'functions/filing/save-website.ts',
    search: 'const { confirmed, ...siteOwner } = body;',
    replace: `const { confirmed, ...siteOwner } = body;
  ${line('body.name')};`,
    tests,
  },
  {
    kind,
    what: 'the log holds the principal of a filing that is shown',
    file: 'functions/filing/show-filing.ts',
    search: `await auditTrail.write(applicantId, 'filing.viewed', filingId);`,
    replace: `await auditTrail.write(applicantId, 'filing.viewed', filingId);
  ${line('filing.contents.principal?.name')};`,
    tests,
  },
  {
    kind,
    what: 'the log holds the person of a liveness check',
    file: 'functions/liveness/open-check.ts',
    search: `const { livenessProvider } = paidBy(checked.payer, ports);`,
    replace: `const { livenessProvider } = paidBy(checked.payer, ports);
  ${line('checked.person.name')};`,
    tests,
  },
];
