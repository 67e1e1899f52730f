import { type Chapter, tested } from './answer.ts';

const TOKENS = 'shared/adapters/jsonwebtoken/session-tokens.test.ts';

export const SELF_CONTAINED_TOKENS: Chapter = {
  id: 'V9',
  title: 'Self-contained tokens',
  answers: {
    'V9.1.1': tested(
      'A changed token is refused.',
      'shared/adapters/jsonwebtoken/session-tokens.suite.ts',
      'refuses a changed token',
    ),
    'V9.1.2': tested('One algorithm is accepted.', TOKENS, 'refuses a token with %s'),
    'V9.1.3': tested(
      'One key is, which the configuration names.',
      'shared/application/session-caller.test.ts',
      'refuses a token of another key',
    ),
    'V9.2.1': tested('A token is accepted until it expires.', TOKENS, 'accepts a token only until it expires'),
    'V9.2.2': tested('A token of another type or purpose is refused.', TOKENS, 'refuses a token with %s'),
    'V9.2.3': tested('A token for somebody else is refused.', TOKENS, 'refuses a token with %s'),
    'V9.2.4': tested(
      'Every token names its issuer and whom it is for.',
      TOKENS,
      'accepts a well-formed foreign token under our key',
    ),
  },
};
