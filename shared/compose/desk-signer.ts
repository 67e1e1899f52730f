import type { Sign } from '../../platform/adapters/http/signed-exchange.ts';
import { clock } from '../../platform/compose/system.ts';
import { signingKey, signRequest } from '../../platform/edge/signed-message.ts';
import { traceparent } from '../../platform/edge/trace.ts';
import { config } from '../config.ts';

/** Signs requests to the provider: to its review desk and to its record service. */
export async function deskSigner(): Promise<Sign> {
  const key = signingKey(config().REVIEW_DESK_SECRET.reveal());
  const now = await clock();
  return (request) => ({ ...signRequest([key], { ...request, at: now.now() }), ...traceHeader() });
}

function traceHeader(): Readonly<Record<string, string>> {
  const own = traceparent();
  return own === undefined ? {} : { traceparent: own };
}
