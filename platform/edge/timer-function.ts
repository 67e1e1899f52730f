import middy from '@middy/core';
import * as z from 'zod/mini';
import { Failed } from '../ports/failed.ts';
import { describeError, type LogLine, log } from './log.ts';
import { type PortsOf, type Providers, resolvePorts } from './ports.ts';
import { type ScfContext, scfHandler } from './scf.ts';

/** A timer's event, and the event by which one function calls another. */
export const timerEvent = z.object({
  Type: z.literal('Timer'),
  TriggerName: z.string(),
  Time: z.string(),
  Message: z._default(z.string(), ''),
});

/** The input of a timer's use case. */
export interface Tick {
  readonly requestId: string;
  /** Milliseconds until the platform ends the event. */
  readonly remainingMs: () => number;
}

/** A room that handles timer events: the ports it names and its use case. */
export interface TimerRoom<P extends Providers> {
  readonly ports: P;
  /** Returns counts of its work. */
  readonly useCase: (tick: Tick, ports: PortsOf<P>) => Promise<Readonly<Record<string, number>>>;
}

/** An SCF handler for timer events. The counts are logged, and errors too, which are rethrown: the platform counts failed runs. */
export function timerFunction<const P extends Providers>({ ports, useCase }: TimerRoom<P>) {
  const handler = middy<unknown, Readonly<Record<string, number>>, Error, ScfContext>().handler(
    async (event, context) => {
      const { request_id: requestId, function_name: functionName } = context;
      const remainingMs = () => context.getRemainingTimeInMillis?.() ?? context.time_limit_in_ms;
      const run = async () => {
        timerEvent.parse(event);
        return useCase({ requestId, remainingMs }, await resolvePorts(ports));
      };
      const counts = await run().catch((error: unknown) => {
        log({ function: functionName, requestId, operation: 'timer', ...trouble(error) });
        throw error;
      });
      const idle = Object.values(counts).every((count) => count === 0);
      if (!idle) log({ level: 'info', function: functionName, requestId, counts });
      return counts;
    },
  );
  // A function that calls this one after a commit passes its trace in `Message`.
  return scfHandler<Readonly<Record<string, number>>>(handler, (event) => timerEvent.safeParse(event).data?.Message);
}

/** A vendor or the database in trouble is left to the next tick; anything else needs a person. */
const trouble = (error: unknown): Pick<LogLine, 'level' | 'port' | 'failure' | 'vendorCode' | 'error'> =>
  error instanceof Failed
    ? { level: 'warn', port: error.port, failure: error.kind, vendorCode: error.vendorCode }
    : { level: 'alarm', error: describeError(error) };
