import middy from '@middy/core';
import * as z from 'zod/mini';
import { Failed } from '../ports/failed.ts';
import { describeError, log } from './log.ts';
import { type PortsOf, type Providers, resolvePorts } from './ports.ts';
import { type ScfContext, scfHandler } from './scf.ts';

/** A COS event, reduced to what we use. The uploader's headers are in it too: it must never be logged whole. */
const cosEvent = z.object({
  Records: z.array(
    z.object({
      cos: z.object({
        cosObject: z.object({
          key: z.string(),
          size: z.number(),
          meta: z._default(z.record(z.string(), z.unknown()), {}),
        }),
        cosBucket: z.object({ name: z.string(), appid: z.string() }),
      }),
      event: z.object({
        eventName: z.string(),
        eventTime: z.number(),
        reqid: z.optional(z.union([z.number(), z.string()])),
      }),
    }),
  ),
});
type CosEvent = z.infer<typeof cosEvent>;

/** An object that was created in our bucket. */
export interface ArrivedObject {
  /** Decoded, without bucket and leading slash. */
  readonly key: string;
  readonly bytes: number;
  /** The same on every delivery of the same event. */
  readonly messageId: string;
}

/** What became of an object: done now, seen before, or not ours to handle. */
export type ArrivalOutcome = 'done' | 'seen' | 'ignored';

export interface CosRoom<P extends Providers> {
  readonly ports: P;
  /** Full name of our bucket, `<name>-<appid>`; events of others are ignored. */
  readonly bucket: () => string;
  readonly useCase: (object: ArrivedObject, ports: PortsOf<P>) => Promise<ArrivalOutcome>;
}

/**
 * An SCF handler for COS events. Every record is tried; when one failed the handler throws at the end, so that the platform delivers
 * the event again. The return value holds counts only: it is written to the platform's log.
 */
export function cosFunction<const P extends Providers>({ ports: providers, bucket, useCase }: CosRoom<P>) {
  const handler = middy<unknown, Record<string, number>, Error, ScfContext>().handler(async (event, context) => {
    const ports = await resolvePorts(providers);
    const counts: Record<ArrivalOutcome | 'failed', number> = { done: 0, seen: 0, ignored: 0, failed: 0 };
    for (const record of cosEvent.parse(event).Records) {
      const object = arrived(record, bucket());
      const outcome = object ? await attempt(() => useCase(object, ports), context) : 'ignored';
      counts[outcome] += 1;
    }
    log({ level: 'info', function: context.function_name, requestId: context.request_id, counts });
    if (counts.failed > 0) throw new Error(`${counts.failed} of the records failed`);
    return counts;
  });
  return scfHandler<Record<string, number>>(handler, () => undefined);
}

async function attempt(work: () => Promise<ArrivalOutcome>, context: ScfContext): Promise<ArrivalOutcome | 'failed'> {
  try {
    return await work();
  } catch (error) {
    const at = { function: context.function_name, requestId: context.request_id };
    if (error instanceof Failed) {
      log({ level: 'warn', ...at, port: error.port, failure: error.kind, vendorCode: error.vendorCode });
    } else log({ level: 'alarm', ...at, error: describeError(error) });
    return 'failed';
  }
}

/** Key of the event: `/<appid>/<bucket>/<key>`, possibly percent-encoded; our own keys are plain ASCII, so decoding can't hurt them. */
function arrived(record: CosEvent['Records'][number], bucket: string): ArrivedObject | undefined {
  const { cosObject, cosBucket } = record.cos;
  if (`${cosBucket.name}-${cosBucket.appid}` !== bucket) return undefined;
  const prefix = `/${cosBucket.appid}/${cosBucket.name}/`;
  const path = decoded(cosObject.key);
  if (!path?.startsWith(prefix)) return undefined;
  const key = path.slice(prefix.length);
  const requestId = cosObject.meta['x-cos-request-id'] ?? record.event.reqid ?? record.event.eventTime;
  return { key, bytes: cosObject.size, messageId: `${requestId}:${key}` };
}

function decoded(key: string): string | undefined {
  try {
    return decodeURIComponent(key);
  } catch {
    return undefined;
  }
}
