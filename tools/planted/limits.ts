import type { Plant } from './plant.ts';

const kind = 'limit';
const NONE = `{ unlimited: 'planted' }`;
const contracts = ['tests/security/limits.journey.test.ts'] as const;
const outlive = ['tests/security/limits-outlive-accounts.database.test.ts'] as const;

/** One account, or one address, may call without end. */
export const LIMITS: readonly Plant[] = [
  {
    kind,
    what: 'no call is counted',
    file: 'platform/edge/http-function.ts',
    search: `if (!('unlimited' in operation.limits)) await keepLimits(operation.limits, call, await edge.callerLimits());`,
    replace: '',
    tests: ['platform/edge/limits.database.test.ts'],
  },
  {
    kind,
    what: 'calls are counted, and none is refused',
    file: 'platform/edge/limits.ts',
    search: `if (retryAfterSeconds > 0) throw new Refused('request.too-many', { retryAfterSeconds });`,
    replace: '',
    tests: ['platform/edge/limits.database.test.ts'],
  },
  {
    kind,
    what: 'calls per account are not counted',
    file: 'platform/edge/limits.ts',
    search: `if (per === 'account') return person;`,
    replace: `if (per === 'account') return person.slice(person.length);`,
    tests: ['platform/edge/limits.database.test.ts'],
  },
  {
    kind,
    what: 'permits to upload are given without end',
    file: 'functions/upload/contract.ts',
    search: `limits: [{ per: 'account', times: 300, seconds: 3600 }],`,
    replace: `limits: ${NONE},`,
    tests: contracts,
  },
  {
    kind,
    what: 'letters are drawn without end',
    file: 'functions/materials/contract.ts',
    search: 'limits: perAccount(60),',
    replace: `limits: ${NONE},`,
    tests: contracts,
  },
  {
    kind,
    what: 'data is exported without end',
    file: 'functions/me/contract.ts',
    search: 'limits: perAccount(20, 86_400),',
    replace: `limits: ${NONE},`,
    tests: contracts,
  },
  {
    kind,
    what: 'filings are opened without end',
    file: 'functions/filing/contract.ts',
    search: 'limits: perAccount(60),',
    replace: `limits: ${NONE},`,
    tests: contracts,
  },
  {
    kind,
    what: 'limits are counted by account, and begin anew with the next one',
    file: 'shared/adapters/postgres/limited-person.ts',
    search: `seal.blindIndexes('limited-person', way)`,
    replace: `seal.blindIndexes('limited-person', \`\${account.id} \${way}\`)`,
    tests: outlive,
  },
  {
    kind,
    what: 'an erasure deletes what was counted',
    file: 'shared/adapters/postgres/erasure.ts',
    search: `await alone(() => database.sql.deleteFrom('kept_fact').execute());`,
    replace: `for (const table of ['kept_fact', 'caller_limit', 'asked_number', 'paid_call'] as const)
        await alone(() => database.sql.deleteFrom(table).execute());`,
    tests: outlive,
  },
  {
    kind,
    what: 'codes that the signed-in ask for are not limited by network',
    file: 'shared/application/code-sender.ts',
    search: `ofNetwork('for the signed-in of a network', NETWORK_LIMITS);`,
    replace: `ofNetwork('for the signed-in of a network', []);`,
    tests: outlive,
  },
  {
    kind,
    what: 'any number of polls run at once',
    file: 'platform/edge/http-function.ts',
    search: 'if (!operation.atOnce) return answer();',
    replace: 'if (route) return answer();',
    tests: ['platform/edge/limits.database.test.ts'],
  },
];
