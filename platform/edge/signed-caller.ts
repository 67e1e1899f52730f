import { Refused } from '../../contracts/kit/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { SeenMessages } from '../ports/seen-messages.ts';
import { contentHash } from './content-hash.ts';
import type { HttpRequest } from './http-request.ts';
import { requestText, TOLERANCE_SECONDS, verifyMessage } from './signed-message.ts';

/** With what a room verifies the requests of the service at the other side. */
export interface MessageChecks {
  /** One per secret that the sender may use. */
  readonly keys: readonly Buffer[];
  readonly seen: SeenMessages;
  readonly clock: Clock;
}

/** A signature is believed from so long before its time to so long after it. */
const SEEN_MS = 2 * TOLERANCE_SECONDS * 1000;

/**
 * The id of a request whose signature is believed, for this method, path and body. An id stands for one content: the same
 * again is an attempt after a lost reply, or a replay, and every command takes it without a further effect. A question is
 * believed once, since its reply is worth something to whoever has captured it.
 *
 * @throws Refused('request.unsigned')
 */
export async function signedCaller(request: HttpRequest, { keys, seen, clock }: MessageChecks): Promise<string> {
  const { headers, operation, target, rawBody } = request;
  const [now, text] = [clock.now(), requestText({ method: operation.method, target, body: rawBody })];
  const verified = verifyMessage(keys, { headers, body: text, now });
  if (!verified.believed) throw new Refused('request.unsigned');
  const until = new Date(now.getTime() + SEEN_MS);
  const noted = await seen.note(verified.messageId, contentHash(text), until);
  if (noted === 'other' || (noted === 'again' && operation.asks)) throw new Refused('request.unsigned');
  return verified.messageId;
}
