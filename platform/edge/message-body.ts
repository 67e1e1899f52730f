import type * as z from 'zod/mini';
import { Refused } from '../../contracts/kit/refusal.ts';
import { problemsOf, sentence } from './problems.ts';

/** The body of a message, by its schema. @throws Refused('request.invalid') with the fields, also for what is no JSON. */
export function messageBody<T>(rawBody: string, schema: z.ZodMiniType<T>): T {
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
