import { type Chapter, decided, tested } from './answer.ts';

const BROWSER = 'docs/decisions/0024-security-by-decision.md#what-a-browser-keeps';

export const DATA_PROTECTION: Chapter = {
  id: 'V14',
  title: 'Data protection',
  answers: {
    'V14.1.1': tested(
      'Every column has one class.',
      'shared/adapters/postgres/personal-data.database.test.ts',
      'each have exactly one class',
    ),
    'V14.1.2': tested(
      'docs/data.md says of each how it is protected and how long it is kept.',
      'tools/docs/data-page.test.ts',
      'names the retention period of everything',
    ),
    'V14.2.1': tested(
      'Paths and queries hold ids and choices, never what somebody typed.',
      'tests/hygiene/addresses.test.ts',
      'hold ids and choices only',
    ),
    'V14.2.2': tested(
      'No reply may be stored on its way.',
      'platform/edge/http-function.test.ts',
      'the contract’s status, and headers that forbid',
    ),
    'V14.2.3': tested(
      'The page can reach nobody but the API and the store.',
      'local/web-page.laptop.test.ts',
      'may load only from this origin and the object store, and may not be framed',
    ),
    'V14.2.4': tested(
      'The tables show nothing that was typed or read about a person.',
      'shared/adapters/postgres/schema.database.test.ts',
      'show nothing that was typed or read about a person',
    ),
    'V14.2.5': tested(
      'An address that does not exist gets 404 and no other page’s contents.',
      'local/web-page.laptop.test.ts',
      'redirects a browser that opens an unknown address to the page; a program gets 404',
    ),
    'V14.2.6': tested(
      'Replies are masked.',
      'shared/domain/filing/view.test.ts',
      'contains no personal value of $domain unmasked',
    ),
    'V14.2.7': tested(
      'What is no longer needed is deleted, class by class.',
      'functions/retention/delete-expired.laptop.test.ts',
      'after %i days and not a second earlier',
    ),
    'V14.2.8': tested(
      'Photos lose place and device.',
      'functions/intake/check-photo.test.ts',
      'loses its place and camera',
    ),
    'V14.3.1': decided('Signing out deletes what the tab kept, whether or not the API is reached.', BROWSER),
    'V14.3.2': tested(
      'No browser stores a reply.',
      'platform/edge/http-function.test.ts',
      'the contract’s status, and headers that forbid',
    ),
    'V14.3.3': decided('Unsaved values lie in the tab’s storage, and why.', BROWSER),
  },
};
