import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { addressOf, sendFrom } from '../send.ts';
import { bodyOf, eachOf, judged, type Scene, signed } from './scene.ts';

const MESSAGES = 60;
const MOVES_ON_SECONDS = 60;

const texts = fc.constantFrom(
  '\0',
  'a\0b',
  '\ud800',
  '\udc00b',
  '\u{10ffff}',
  '__proto__',
  'constructor',
  '',
  '文'.repeat(5_000),
);
const numbers = fc.constantFrom(2 ** 31, 2 ** 31 - 1, 2 ** 53, -1, 0, 1.5, 1e308, -(2 ** 31) - 1);
const shapes = fc.constantFrom<unknown>(null, true, [], {}, [[]], { length: 1 }, '1', [null]);
const hostile = fc.oneof(texts, numbers, shapes);

/** A verdict on a filing, valid but for some of its parts. */
export function verdictAbout(filingId: string): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const kind = fc.oneof(
    fc.constantFrom('accepted', 'returned', 'sms-waiting', 'approved', 'authority-returned', 'revoked'),
    hostile,
  );
  const flag = fc.record({ field: fc.oneof(fc.constant('organizer.name'), hostile), reason: hostile });
  return fc.record({
    filingId: fc.oneof({ weight: 8, arbitrary: fc.constant<unknown>(filingId) }, fc.uuid(), hostile),
    round: fc.oneof({ weight: 5, arbitrary: fc.constant<unknown>(1) }, hostile),
    sequence: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 9 }) as fc.Arbitrary<unknown> }, hostile),
    kind,
    at: fc.oneof(fc.constantFrom('2026-11-24T02:00:00Z', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z'), hostile),
    flagged: fc.oneof(fc.array(flag, { maxLength: 3 }), hostile),
    numbers: fc.oneof(
      fc.constant(undefined),
      fc.record({ organizer: hostile, websites: fc.oneof(fc.dictionary(texts, hostile, { maxKeys: 2 }), hostile) }),
      hostile,
    ),
  });
}

/** What a correctly signed message may say about a filing: a verdict, or nothing of the kind. */
function bodies(filingId: string): fc.Arbitrary<string> {
  const message = fc.record({
    type: fc.oneof({ weight: 9, arbitrary: fc.constant('verdict') }, texts),
    data: verdictAbout(filingId),
  });
  const noise = fc.constantFrom('', '{', '[]', 'null', '{"type":"verdict"}', '['.repeat(20_000));
  return fc.oneof({ weight: 12, arbitrary: message.map((value) => JSON.stringify(value)) }, noise);
}

/**
 * The desk, or whoever has its secret, sends verdicts with hostile contents about one filing: none is answered with 500,
 * and the filing of another account goes its way meanwhile.
 */
export async function hostileVerdicts(scene: Scene): Promise<void> {
  const { addresses, judge, seed } = scene;
  const [victim, other] = [scene.person(), scene.person()];
  await judged(scene, victim, 'POST', `/v1/submissions/${victim.filingId}`, { termsAccepted: true });
  const messages = fc.sample(bodies(victim.filingId), { numRuns: MESSAGES, seed });
  const path = '/v1/webhooks/review';
  const send = async (body: string) => {
    const headers = signed(scene, { method: 'POST', target: path, body });
    const request = { operation: 'receiveVerdict', method: 'POST' as const, path, headers, body };
    // The desk may name the filing that it judges, and nobody else's.
    judge.any(victim, await sendFrom(addressOf(0), addresses.gateway, request));
    judge.count('hostile verdicts');
  };
  await eachOf(messages.slice(MESSAGES / 2), 4, send);
  await judged(scene, other, 'POST', `/v1/submissions/${other.filingId}`, { termsAccepted: true });
  await eachOf(messages.slice(0, MESSAGES / 2), 4, send);
  for (let second = 0; second < MOVES_ON_SECONDS; second += 1) {
    const { state } = bodyOf<{ state: string }>(
      await judged(scene, other, 'GET', `/v1/filings/${other.filingId}/progress`),
    );
    if (state !== 'submitted' && state !== 'draft') return;
    await sleep(1_000);
  }
  judge.violation('hostile verdicts about one filing keep another one from its verdict');
}
