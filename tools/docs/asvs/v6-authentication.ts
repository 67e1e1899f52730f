import { type Chapter, decided, notApplicable, tested } from './answer.ts';

const PHONES = 'docs/decisions/0030-phones-and-mailboxes.md#what-a-code-proves';
const WAYS_IN = 'docs/decisions/0024-security-by-decision.md#ways-in';

export const AUTHENTICATION: Chapter = {
  id: 'V6',
  title: 'Authentication',
  answers: {
    'V6.1.1': decided('There is no password to guess, and no way to lock somebody else out.', WAYS_IN),
    'V6.1.2': notApplicable('There are no passwords.'),
    'V6.1.3': decided(
      'The three ways in, by WeChat, by a scanned code and by SMS, are described with what protects them.',
      WAYS_IN,
    ),
    'V6.2': notApplicable('There are no passwords.'),
    'V6.3.1': tested(
      'A guessed code opens nothing and leaves no account behind.',
      'functions/session/sign-in.laptop.test.ts',
      'is refused and creates no account: %s',
    ),
    'V6.3.2': notApplicable('No account exists before somebody signs in.'),
    'V6.3.3': decided(
      'WeChat is one factor, as is a phone number; a liveness check stands before every submission.',
      WAYS_IN,
    ),
    'V6.3.4': decided('A scanned code leads to the same session, through a phone that is signed in.', WAYS_IN),
    'V6.4': notApplicable(
      'There is nothing to reset: WeChat and the carrier give a person their account and number back.',
    ),
    'V6.5.1': tested(
      'A scanned code serves once.',
      'functions/session/scan-ticket.laptop.test.ts',
      'accepts a code once',
    ),
    'V6.5.2': tested(
      'A secret has 128 bits or more and is stored as its hash.',
      'shared/adapters/postgres/sessions.database.test.ts',
      'stores no secret, only its hash',
    ),
    'V6.5.3': tested(
      'Codes come from the operating system’s random source.',
      'platform/adapters/node-crypto/ids.test.ts',
      'creates secrets of 128 bits',
    ),
    'V6.5.4': tested('They have six digits or 128 bits.', 'shared/domain/one-time-code.test.ts', 'has six digits: %j'),
    'V6.5.5': tested(
      'A code to scan ends after three minutes, one by SMS after five.',
      'shared/adapters/postgres/one-time-codes.database.test.ts',
      'is over after five minutes',
    ),
    'V6.6.1': decided(
      'SMS stands beside WeChat, and a number that was silent for long opens nothing by itself.',
      PHONES,
    ),
    'V6.6.2': tested(
      'A code serves only the page that asked for it, whose secret it needs.',
      'functions/session/scan-ticket.laptop.test.ts',
      'gives nothing to somebody who has only photographed the code',
    ),
    'V6.6.3': tested(
      'A code by SMS is worth nothing after five tries; others have 128 bits.',
      'functions/session/phone-sign-in.laptop.test.ts',
      'counts wrong codes, and the right one is worth nothing after five',
    ),
    'V6.8.1': decided('WeChat and the number of a phone are found under different keys; linking takes both.', PHONES),
    'V6.8.2': tested(
      'Who somebody is comes from WeChat’s server over TLS, never from the caller.',
      'shared/adapters/wechat/wechat.suite.ts',
      'returns nobody for an unknown code',
    ),
    'V6.8.3': tested(
      'WeChat’s code serves once (there is no SAML).',
      'shared/adapters/wechat/wechat.suite.ts',
      'returns nobody for a code that was used before',
    ),
    'V6.8.4': decided('WeChat does not say how a person proved themselves, so the least is assumed.', WAYS_IN),
  },
};
