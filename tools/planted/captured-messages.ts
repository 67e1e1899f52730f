import type { Plant } from './plant.ts';

const kind = 'captured-message';
const tests = ['tests/security/signed-messages.laptop.test.ts'] as const;

/** A captured message between the filing service and the desk is worth something. */
export const CAPTURED_MESSAGES: readonly Plant[] = [
  {
    kind,
    what: 'a signature is believed at every path',
    file: 'platform/edge/signed-caller.ts',
    search: 'const verified = verifyMessage(keys, { headers, body: text, now });',
    replace: `const wherever = ['/v1/verdict-queries', '/v1/filings', '/v1/webhooks/review', target];
  const verified =
    wherever
      .map((at) => requestText({ method: operation.method, target: at, body: rawBody }))
      .map((body) => verifyMessage(keys, { headers, body, now }))
      .find(({ believed }) => believed) ?? verifyMessage(keys, { headers, body: text, now });`,
    tests,
  },
  {
    kind,
    what: 'an id stands for any number of messages',
    file: 'platform/edge/signed-caller.ts',
    search: `noted === 'other' || `,
    replace: '',
    tests,
  },
  {
    kind,
    what: 'a question is answered as often as it is sent',
    file: 'platform/edge/signed-caller.ts',
    search: ` || (noted === 'again' && operation.asks)`,
    replace: '',
    tests,
  },
  {
    kind,
    what: 'a message is forgotten at once',
    file: 'platform/edge/signed-caller.ts',
    search: 'const SEEN_MS = 2 * TOLERANCE_SECONDS * 1000;',
    replace: 'const SEEN_MS = -TOLERANCE_SECONDS;',
    tests,
  },
];
