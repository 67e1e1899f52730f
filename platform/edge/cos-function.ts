import middy from '@middy/core';
import * as z from 'zod/mini';
import { unstorablePaths } from '../../contracts/kit/storable.ts';
import { Failed } from '../ports/failed.ts';
import { describeError, log } from './log.ts';
import { type PortsOf, type Providers, resolvePorts } from './ports.ts';
import { type ScfContext, scfHandler } from './scf.ts';

/** The parts of a COS event that we use. The event also holds the uploader's headers, so never log it whole. */
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

/** An object that was created in the bucket. */
export interface ArrivedObject {
  /** Decoded, without the bucket, the leading slash and the stage's prefix. */
  readonly key: string;
  readonly bytes: number;
  /** The same on every delivery of the same event. */
  readonly messageId: string;
}

/** The outcome for an object: done now, seen before, or not ours. */
export type ArrivalOutcome = 'done' | 'seen' | 'ignored';

/** A room that handles COS events: the ports it names and its use case. */
export interface CosRoom<P extends Providers> {
  readonly ports: P;
  /** Full name of the bucket, `<name>-<appid>`; events of other buckets are ignored. */
  readonly bucket: () => string;
  /** What the keys of this stage begin with in the bucket; events of other keys are ignored. */
  readonly prefix?: () => string;
  readonly useCase: (object: ArrivedObject, ports: PortsOf<P>) => Promise<ArrivalOutcome>;
}

/**
 * An SCF handler for COS events. Every record is processed; when one failed, the handler throws at the end, so that the
 * platform retries the event. The return value holds only counts, because the platform logs it.
 */
export function cosFunction<const P extends Providers>({
  ports: providers,
  bucket,
  prefix = () => '',
  useCase,
}: CosRoom<P>) {
  const handler = middy<unknown, Record<string, number>, Error, ScfContext>().handler(async (event, context) => {
    const ports = await resolvePorts(providers);
    const counts: Record<ArrivalOutcome | 'failed', number> = { done: 0, seen: 0, ignored: 0, failed: 0 };
    for (const record of cosEvent.parse(event).Records) {
      const object = arrived(record, bucket(), prefix());
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

/**
 * The event's key is `/<appid>/<bucket>/<key>`, possibly percent-encoded. Our keys are plain ASCII, so decoding does
 * not change them.
 */
function arrived(record: CosEvent['Records'][number], bucket: string, ownPrefix: string): ArrivedObject | undefined {
  const { cosObject, cosBucket } = record.cos;
  if (`${cosBucket.name}-${cosBucket.appid}` !== bucket) return undefined;
  const prefix = `/${cosBucket.appid}/${cosBucket.name}/${ownPrefix}`;
  const path = decoded(cosObject.key);
  // No key of ours has what a database can't hold.
  if (!path?.startsWith(prefix) || unstorablePaths(path).length > 0) return undefined;
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
