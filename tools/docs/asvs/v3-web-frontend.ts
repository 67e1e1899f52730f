import { type Chapter, decided, notApplicable, tested } from './answer.ts';

const ANY_ORIGIN = 'docs/decisions/0024-security-by-decision.md#any-origin';

export const WEB_FRONTEND: Chapter = {
  id: 'V3',
  title: 'Web front end',
  answers: {
    'V3.2.1': tested(
      'A reply of the API that is opened as a page is inert: JSON, not sniffed, may load and be framed by nothing.',
      'platform/edge/http-function.test.ts',
      'the contract’s status, and headers that forbid',
    ),
    'V3.2.2': tested(
      'The page writes text as text, never as HTML.',
      'tests/hygiene/dangerous-code.test.ts',
      'has nothing that %s',
    ),
    'V3.3': notApplicable('There are no cookies: a session is a header that the page adds itself.'),
    'V3.4.1': tested(
      'Replies say that only TLS is spoken here, for two years and all subdomains; so does the page.',
      'platform/edge/http-function.test.ts',
      'the contract’s status, and headers that forbid',
    ),
    'V3.4.2': decided('Any origin may call, because no browser adds a credential by itself.', ANY_ORIGIN),
    'V3.4.3': tested(
      'The page loads its own scripts and styles, calls API and store, and nothing else.',
      'local/web-page.laptop.test.ts',
      'may load only from this origin and the object store, and may not be framed',
    ),
    'V3.4.4': tested(
      'Nothing is sniffed: replies say so, and the page’s host has to.',
      'tests/hygiene/docs.test.ts',
      'names every header that the host of the page adds',
    ),
    'V3.4.5': tested(
      'No address of ours is told to another site.',
      'tests/hygiene/docs.test.ts',
      'names every header that the host of the page adds',
    ),
    'V3.4.6': tested(
      'Neither page nor reply may be framed.',
      'local/web-page.laptop.test.ts',
      'may load only from this origin and the object store, and may not be framed',
    ),
    'V3.5.1': decided('A forged request has nothing to ride on.', ANY_ORIGIN),
    'V3.5.2': tested(
      'A request without the header that needs a preflight is a stranger’s.',
      'tests/security/bad-input.laptop.test.ts',
      'every operation for signed-in people replies 401 without a session',
    ),
    'V3.5.3': decided('What changes something is not a GET; a GET that makes a link needs the token too.', ANY_ORIGIN),
    'V3.5.4': decided('Page, API and object store have a host each.', 'docs/serve-the-page.md'),
    'V3.5.5': notApplicable('The page listens to no messages of other windows.'),
    'V3.7.1': decided('The page is HTML, CSS and JavaScript, without plug-ins.', 'docs/decisions/0009-vue-and-vite.md'),
    'V3.7.2': notApplicable(
      'Nothing leads to another site by itself; an export opens the link that the object store signed.',
    ),
  },
};
