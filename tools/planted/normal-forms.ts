import type { Plant } from './plant.ts';

const kind = 'normal-form';
const DESK = ['desk/functions/api/ten-ways.database.test.ts'] as const;
const FORMS = ['contracts/normal-forms/ten-ways.test.ts'] as const;

/** A list is passed by writing a value another way. */
export const NORMAL_FORMS: readonly Plant[] = [
  {
    kind,
    what: 'organizers are compared with the black list as they are written',
    file: 'desk/domain/case.ts',
    search: `['organizer', certificateForm(textIn(eligibility.certificateNumber))]`,
    replace: `['organizer', textIn(eligibility.certificateNumber)]`,
    tests: DESK,
  },
  {
    kind,
    what: 'people are compared with the black list as they are written',
    file: 'desk/domain/case.ts',
    search: `['person', certificateForm(textIn(idNumber))]`,
    replace: `['person', textIn(idNumber)]`,
    tests: DESK,
  },
  {
    kind,
    what: 'domains of the black list are compared as they are written',
    file: 'desk/domain/authority-lists.ts',
    search: `kind === 'domain' ? domainForm(text) : certificateForm(text)`,
    replace: `kind === 'domain' ? (domainForm(text) && text.trim().toLowerCase()) : certificateForm(text)`,
    tests: DESK,
  },
  {
    kind,
    what: 'Chinese domains are other ones than the same in ASCII',
    file: 'contracts/normal-forms/domain.ts',
    search: `=> inAscii(hostForm(text));`,
    replace: `=> hostForm(text);`,
    tests: FORMS,
  },
  {
    kind,
    what: 'characters that nobody sees make another number',
    file: 'contracts/normal-forms/characters.ts',
    search: `text.normalize('NFKC').replace(INVISIBLE, '')`,
    replace: `text.normalize('NFKC')`,
    tests: FORMS,
  },
];
