import * as z from 'zod/mini';
import { count } from '../../contracts/review-desk/values.ts';
import { type Verdict, verdict } from '../../contracts/review-desk/verdict.ts';
import type { UnreadableVerdict } from '../domain/filing/verdict.ts';

const MAX_FIELDS = 20;
const MAX_PATH_LENGTH = 200;

/** What can be read of it by itself, whatever else is wrong. */
const identity = z.object({
  filingId: z.catch(z.optional(z.guid()), undefined),
  round: z.catch(z.optional(count), undefined),
  sequence: z.catch(z.optional(count), undefined),
});

/** Reads a verdict from the JSON value that the desk sent, whose texts were made storable. */
export function readVerdict(given: unknown): Verdict | UnreadableVerdict {
  const read = verdict.safeParse(given);
  if (read.success) return read.data;
  const paths = read.error.issues.map(({ path }) => path.join('.').slice(0, MAX_PATH_LENGTH));
  return { ...identity.safeParse(given).data, fields: [...new Set(paths)].slice(0, MAX_FIELDS) };
}

export const isUnreadable = (read: Verdict | UnreadableVerdict): read is UnreadableVerdict => 'fields' in read;
