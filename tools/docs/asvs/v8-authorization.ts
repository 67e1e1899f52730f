import { type Chapter, decided, notApplicable, tested } from './answer.ts';

const WHO_MAY = 'docs/decisions/0024-security-by-decision.md#who-may-do-what';

export const AUTHORIZATION: Chapter = {
  id: 'V8',
  title: 'Authorization',
  answers: {
    'V8.1.1': decided('A table says who may do what.', WHO_MAY),
    'V8.1.2': decided('It says it of fields too, by the state of the filing.', WHO_MAY),
    'V8.1.3': decided('Address, browser and time are counted and shown.', WHO_MAY),
    'V8.1.4': decided('They never decide by themselves.', WHO_MAY),
    'V8.2.1': tested(
      'Every operation for signed-in people refuses others.',
      'tests/security/bad-input.laptop.test.ts',
      'every operation for signed-in people replies 401 without a session',
    ),
    'V8.2.2': tested(
      'Somebody else’s thing looks like one that does not exist, on every route.',
      'tests/security/crawl.laptop.test.ts',
      'gets the same reply for each as for one that does not exist',
    ),
    'V8.2.3': tested(
      'Of a returned filing only what was flagged can be changed.',
      'functions/filing/save-contents.database.test.ts',
      'refuses a change of another field, names it, and changes nothing',
    ),
    'V8.2.4': decided('Nothing adapts to where somebody is, and why.', WHO_MAY),
    'V8.3.1': tested(
      'The session alone says who calls.',
      'platform/edge/http-function.test.ts',
      'is identified by the session only',
    ),
    'V8.3.2': tested(
      'A right that ends, ends with the next call.',
      'shared/application/session-caller.test.ts',
      'refuses a valid token whose session has ended',
    ),
    'V8.3.3': tested(
      'A person’s cloud account is asked with the role that they granted, for them only.',
      'functions/authorization/cloud-account.laptop.test.ts',
      'is queried for them only, from the linking of a role until its unlinking',
    ),
    'V8.4.1': tested(
      'No request of one account changes another’s.',
      'tests/security/crawl.laptop.test.ts',
      'changes nothing with these requests',
    ),
    'V8.4.2': notApplicable(
      'The service has no administrative interface; operators work through the cloud’s and the database’s own.',
    ),
  },
};
