import { createHash, createHmac } from 'node:crypto';
import { exchange } from '../../../platform/adapters/http/exchange.ts';
import type { CloudApiSettings } from '../../../platform/adapters/tencent/client.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import type { Courier } from '../../ports/messages/outbox.ts';

export interface CourierSettings extends CloudApiSettings {
  /** Name of the deployed function that delivers the outbox. */
  readonly functionName: string;
  readonly clock: Clock;
}

const SERVICE = 'scf';
const VERSION = '2018-04-16';
const CONTENT_TYPE = 'application/json; charset=utf-8';
/** The alias that a deployment moves; without it the platform runs `$LATEST`, which may be rolled back. */
const QUALIFIER = '$DEFAULT';
/** Shortest interval between two calls of an instance: one run delivers everything that is due. */
const PAUSE_MS = 1_000;
/** The reply is a request id. */
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Invokes the delivery function asynchronously (SCF, Invoke with InvocationType Event). Signed here and not by the SDK,
 * which would add half a megabyte to every function that writes to the outbox; source: Cloud API 3.0, signature method
 * v3.
 */
export function createCourier(settings: CourierSettings): Courier {
  const { clock, timeoutSeconds, endpoint = `https://${SERVICE}.tencentcloudapi.com` } = settings;
  let calledAt = Number.NEGATIVE_INFINITY;
  return {
    async call() {
      const now = clock.now();
      if (now.getTime() - calledAt < PAUSE_MS) return;
      calledAt = now.getTime();
      const timer = {
        Type: 'Timer',
        TriggerName: 'after-commit',
        Time: now.toISOString(),
        Message: settings.traceparent?.() ?? '',
      };
      const body = JSON.stringify({
        FunctionName: settings.functionName,
        Qualifier: QUALIFIER,
        InvocationType: 'Event',
        ClientContext: JSON.stringify(timer),
      });
      const headers = signedHeaders(settings, new URL(endpoint).host, body, now);
      const limits = { port: 'courier', timeoutSeconds, maxBytes: MAX_ANSWER_BYTES };
      // The timer delivers anyway.
      await exchange(endpoint, { method: 'POST', headers, body }, limits).catch(() => {});
    },
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** TC3-HMAC-SHA256 over content type, host and body. */
function signedHeaders({ credentials, region }: CloudApiSettings, host: string, body: string, now: Date) {
  const { secretId, secretKey, token } = credentials();
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const date = now.toISOString().slice(0, 10);
  const signed = 'content-type;host';
  const request = ['POST', '/', '', `content-type:${CONTENT_TYPE}\nhost:${host}\n`, signed, sha256(body)].join('\n');
  const scope = `${date}/${SERVICE}/tc3_request`;
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), SERVICE), 'tc3_request');
  const signature = hmac(key, ['TC3-HMAC-SHA256', timestamp, scope, sha256(request)].join('\n')).toString('hex');
  return {
    'content-type': CONTENT_TYPE,
    'x-tc-action': 'Invoke',
    'x-tc-version': VERSION,
    'x-tc-region': region,
    'x-tc-timestamp': timestamp,
    ...(token && { 'x-tc-token': token }),
    authorization: `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`,
  };
}
