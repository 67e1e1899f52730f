import { type Chapter, decided, notApplicable, tested } from './answer.ts';

export const API: Chapter = {
  id: 'V4',
  title: 'API and web service',
  answers: {
    'V4.1.1': tested(
      'Every reply is JSON in UTF-8 and says so.',
      'platform/edge/http-function.test.ts',
      'the contract’s status, and headers that forbid',
    ),
    'V4.1.2': decided('The API has no plain HTTP at all; only the page’s host redirects.', 'docs/operations.md#传输'),
    'V4.1.3': tested(
      'The address that counts is the platform’s, not one that a caller writes into a header.',
      'platform/edge/limits.database.test.ts',
      'ignores a header in which a caller names another address',
    ),
    'V4.2.1': notApplicable(
      'The platform’s gateway reads HTTP; a function gets an event, which has no borders to move.',
    ),
    'V4.3': notApplicable('There is no GraphQL.'),
    'V4.4': notApplicable('There are no WebSockets; waiting is a GET of at most 20 seconds.'),
  },
};
