import { type Chapter, decided, notApplicable, tested } from './answer.ts';

export const ENCODING: Chapter = {
  id: 'V1',
  title: 'Encoding and sanitization',
  answers: {
    'V1.1.1': tested(
      'A body is decoded once, where the event comes in; everything after that checks the decoded text.',
      'platform/edge/http-request.test.ts',
      'is decoded when the gateway marks it as base64',
    ),
    'V1.1.2': tested(
      'Values are stored as they are, and escaped when a page is drawn.',
      'functions/me/me.laptop.test.ts',
      'shows values as text, whatever they contain',
    ),
    'V1.2.1': tested(
      'Every value in HTML is escaped by the template itself.',
      'shared/domain/html.test.ts',
      'escapes every value',
    ),
    'V1.2.2': tested(
      'A name goes into an address only if it is a domain name; links are https.',
      'shared/adapters/rdap/domain-registry.laptop.test.ts',
      'is not queried when it is invalid',
    ),
    'V1.2.3': tested(
      'JSON is written by the language; no script is made of data.',
      'platform/edge/http-function.test.ts',
      'is JSON even when it is one word',
    ),
    'V1.2.4': tested(
      'Statements take their values as parameters; no text becomes SQL.',
      'tests/hygiene/dangerous-code.test.ts',
      'has nothing that %s',
    ),
    'V1.2.5': tested('Functions start no program.', 'tests/hygiene/dangerous-code.test.ts', 'has nothing that %s'),
    'V1.2.6': notApplicable('Nothing asks a directory (LDAP).'),
    'V1.2.7': notApplicable('Nothing searches XML.'),
    'V1.2.8': notApplicable('The letter is drawn by pdfkit; there is no LaTeX.'),
    'V1.2.9': notApplicable('No regular expression is made of what somebody typed.'),
    'V1.3.1': notApplicable('People type plain text; no field takes HTML.'),
    'V1.3.2': tested('No text runs as code.', 'tests/hygiene/dangerous-code.test.ts', 'has nothing that %s'),
    'V1.3.3': tested(
      'Text that the database can not hold is refused with its field.',
      'tests/security/bad-input.laptop.test.ts',
      'gets the names of the fields whose text no database holds: %j',
    ),
    'V1.3.4': tested(
      'SVG is no picture here: it is refused and deleted.',
      'tests/security/uploads.laptop.test.ts',
      'is refused with the reason, and nothing of it is left',
    ),
    'V1.3.5': notApplicable('No field takes Markdown, style sheets or another language.'),
    'V1.3.6': tested(
      'Of addresses that people name only public ones are called, and the one that was checked.',
      'shared/adapters/web/webhook-calls.laptop.test.ts',
      'connects only to the checked address',
    ),
    'V1.3.7': notApplicable('Templates are part of the code and compiled with it.'),
    'V1.3.8': notApplicable('There is no Java.'),
    'V1.3.9': notApplicable('There is no memcache.'),
    'V1.3.10': tested(
      'Nothing formats a text from outside: the log has no free text.',
      'platform/edge/log.test.ts',
      'has no field for free text',
    ),
    'V1.3.11': notApplicable('Nothing sends mail.'),
    'V1.4.1': decided(
      'Our code is JavaScript; what decoders of pictures and videos may use is bounded.',
      'docs/decisions/0022-hostile-input.md',
    ),
    'V1.4.2': tested(
      'Whole numbers from outside fit the column that takes them.',
      'tests/security/bad-input.laptop.test.ts',
      'can not bring a whole number into an operation that no database holds',
    ),
    'V1.4.3': tested(
      'A connection goes back whatever happens.',
      'shared/adapters/postgres/database.database.test.ts',
      'returns its connection, however often it fails',
    ),
    'V1.5.1': notApplicable(
      'Nothing parses XML of strangers; that of the object store is read by its SDK, which knows no entities of others.',
    ),
    'V1.5.2': tested(
      'JSON becomes only what the contract describes.',
      'platform/edge/http-function.test.ts',
      'with a field that is not in the contract is refused',
    ),
  },
};
