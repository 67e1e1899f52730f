import type * as z from 'zod/mini';
import { Refused } from '../../../contracts/kit/refusal.ts';
import { problemsOf, sentence } from '../../../platform/edge/problems.ts';
import type { Ports } from './ports.ts';

/** The raw request of an operation that the filing service calls. */
export interface SignedInput {
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: string;
}

/**
 * The body of a request whose signature is believed, by its schema.
 *
 * @throws Refused('request.unsigned'); Refused('request.invalid') with the fields, also for what is no JSON.
 */
export function signedBody<T>(
  { headers, rawBody }: SignedInput,
  schema: z.ZodMiniType<T>,
  { filingSignature }: Pick<Ports, 'filingSignature'>,
): T {
  if (filingSignature.messageIdOf(headers, rawBody) === undefined) throw new Refused('request.unsigned');
  const parsed = schema.safeParse(jsonIn(rawBody), { error: sentence });
  if (!parsed.success) throw new Refused('request.invalid', { fields: problemsOf(parsed.error) });
  return parsed.data;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
