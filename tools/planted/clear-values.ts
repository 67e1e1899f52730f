import type { Plant } from './plant.ts';

const kind = 'clear-value';
const tests = ['tests/security/clear-values.journey.test.ts'] as const;

/** A personal value leaves a function in clear: in its log, in an error, in what it returns. */
export const CLEAR_VALUES: readonly Plant[] = [
  {
    kind,
    what: 'the log holds the name of whose contacts are listed',
    file: 'functions/contacts/confirm-contact.ts',
    search: `const filing = await ports.filings.findOwn(filingId, applicantId);
  return shown(`,
    replace: `const filing = await ports.filings.findOwn(filingId, applicantId);
  console.log(JSON.stringify({ level: 'info', name: filing.contents.principal?.name }));
  return shown(`,
    tests,
  },
  {
    kind,
    what: 'the error about an unknown contact holds an ID number',
    file: 'functions/contacts/contact-code.ts',
    search: `if (!contact) throw new Refused('contact.unknown');`,
    replace: `if (!contact) throw new Refused('contact.unknown', { idNumber: contents.principal?.idNumber });`,
    tests,
  },
  {
    kind,
    what: 'the mobile number of a contact is returned in clear',
    file: 'functions/contacts/contact-code.ts',
    search: 'maskPhone(address),',
    replace: '(maskPhone(address), address),',
    tests,
  },
];
