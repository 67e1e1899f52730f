import { type Chapter, decided, notApplicable, tested } from './answer.ts';

const SESSIONS_PAGE = 'docs/decisions/0024-security-by-decision.md#sessions';
const WAYS_IN = 'docs/decisions/0024-security-by-decision.md#ways-in';
const DEVICES = 'functions/session/devices.laptop.test.ts';

export const SESSIONS: Chapter = {
  id: 'V7',
  title: 'Session management',
  answers: {
    'V7.1.1': decided('Thirty days, half an hour for a token, and why.', SESSIONS_PAGE),
    'V7.1.2': decided('Any number of sessions, all listed.', SESSIONS_PAGE),
    'V7.1.3': decided('A session here does not end with WeChat’s, but by the list of devices.', WAYS_IN),
    'V7.2.1': tested(
      'Tokens are checked by the API.',
      'shared/adapters/jsonwebtoken/session-tokens.test.ts',
      'refuses a token with %s',
    ),
    'V7.2.2': tested(
      'Each sign-in makes a token of its own.',
      'functions/session/sign-in.laptop.test.ts',
      'gives a new person an account and a session for half an hour',
    ),
    'V7.2.3': tested(
      'What renews a session has 256 random bits, made on the device, and can be registered once.',
      'shared/adapters/postgres/sessions.database.test.ts',
      'accepts a challenge once',
    ),
    'V7.2.4': tested(
      'Each renewal replaces the secret.',
      'shared/adapters/postgres/sessions.database.test.ts',
      'goes from secret to secret',
    ),
    'V7.3.1': decided(
      'Idleness ends no session but that of a closed tab, unless the person keeps it on their own device.',
      SESSIONS_PAGE,
    ),
    'V7.3.2': tested(
      'A session ends after thirty days, however often it is renewed.',
      'shared/adapters/postgres/sessions.database.test.ts',
      'works for thirty days and not a second longer',
    ),
    'V7.4.1': tested('Signing out ends tokens at once.', DEVICES, 'end their token for every operation by %s'),
    'V7.4.2': tested('Erasing an account ends its sessions.', 'functions/me/me.laptop.test.ts', 'ends every session'),
    'V7.4.3': notApplicable('How somebody signs in can not be changed here.'),
    'V7.4.4': tested(
      'The page offers 退出 wherever somebody is signed in.',
      'tests/e2e/filing.journey.test.ts',
      'says what speaks against it, asks for a sign-in to go on, keeps what was typed, and shows the type',
    ),
    'V7.4.5': tested(
      'An operator ends the sessions of one account, or of all.',
      'tests/security/ended-sessions.laptop.test.ts',
      'ends those of one account at once',
    ),
    'V7.5.1': notApplicable('An account has no attribute by which one signs in.'),
    'V7.5.2': tested('People see their devices and end each.', DEVICES, 'are ended singly'),
    'V7.5.3': decided('A submission needs a liveness check; export and erasure need the session alone.', WAYS_IN),
    'V7.6.1': decided('Our sessions end by our own rules; WeChat is asked at each sign-in.', WAYS_IN),
    'V7.6.2': tested(
      'A phone shows what asks before its owner confirms.',
      'functions/session/scan-ticket.laptop.test.ts',
      'tells the signed-in phone what asks, before it is confirmed',
    ),
  },
};
