import * as z from 'zod/mini';
import type { Session, Sessions } from '../credentials.ts';
import { accessDenied, CosError } from './cos-error.ts';
import { checkKeyTime, sessionOf, sha1, signWith } from './xml-signature.ts';

/** Allowed length of a form's file. */
export interface LengthRange {
  readonly minBytes: number;
  readonly maxBytes: number;
}

type Fields = Readonly<Record<string, string>>;

const policyDocument = z.object({
  expiration: z.iso.datetime({ offset: true }),
  conditions: z.array(
    z.union([
      z.record(z.string(), z.string()).check(z.refine((condition) => Object.keys(condition).length === 1)),
      z.tuple([z.literal('content-length-range'), z.coerce.number().check(z.int()), z.coerce.number().check(z.int())]),
      z.tuple([z.enum(['eq', 'starts-with']), z.string().check(z.startsWith('$')), z.string()]),
    ]),
  ),
});
type Condition = z.infer<typeof policyDocument>['conditions'][number];

/** Conditions that COS requires in every policy. The last one is the form's `q-key-time`. */
const REQUIRED = ['q-sign-algorithm', 'q-ak', 'q-sign-time'];
const NEEDS_CONDITION = /^(?:x-(?:cos|amz)-(?!security-token$)|acl$|pic-operations$)/;

/**
 * Checks the policy of a form: its signature, its expiration, and every condition against the form's fields. Source:
 * COS API documentation, "POST Object" (product/436/14690).
 *
 * COS doesn't say that a field needs a condition. Here those that change what is stored do, as in an S3 form.
 *
 * @param fields by lower-case name, with `bucket` and the final `key`.
 * @returns whose policy it is, and its limits for the file's length.
 * @throws CosError AccessDenied, InvalidAccessKeyId, SignatureDoesNotMatch, InvalidPolicyDocument.
 */
export function verifyPolicy(
  fields: Fields,
  sessions: Sessions,
  now: Date,
): { readonly session: Session; readonly range: LengthRange } {
  const keyTime = fields['q-key-time'] ?? '';
  if (fields['q-sign-algorithm'] !== 'sha1') throw accessDenied('Unsupported q-sign-algorithm.');
  const session = sessionOf(sessions, fields['q-ak'] ?? '', fields['x-cos-security-token']);
  checkKeyTime(keyTime, now);
  const policyText = Buffer.from(fields.policy ?? '', 'base64').toString('utf8');
  const stringToSign = sha1(policyText);
  if (fields['q-signature'] !== signWith(session.credentials, keyTime, stringToSign)) {
    throw new CosError(403, 'SignatureDoesNotMatch', 'The Signature you specified is invalid.', {
      StringToSign: stringToSign,
    });
  }

  const signTime = { ...fields, 'q-sign-time': keyTime };
  const range = verifyConditions(policyText, signTime, now, {
    names: [...REQUIRED, ...Object.keys(fields).filter((name) => NEEDS_CONDITION.test(name))],
    otherwise: (missing) =>
      REQUIRED.includes(missing)
        ? invalidPolicy(`The policy has no condition ${missing}.`)
        : refusedByPolicy(`Extra input fields: ${missing}`),
  });
  return { session, range };
}

/**
 * Checks a policy whose signature is valid: its expiration, and every condition against the form's fields. COS and S3
 * have the same language for conditions.
 *
 * @param required names that must have a condition, and the error for a missing one.
 * @returns the policy's limits for the file's length.
 * @throws CosError AccessDenied, InvalidPolicyDocument.
 */
export function verifyConditions(
  policyText: string,
  fields: Fields,
  now: Date,
  required: { readonly names: readonly string[]; readonly otherwise: (missing: string) => CosError },
): LengthRange {
  const { expiration, conditions } = parsePolicy(policyText);
  const named = new Set(conditions.map(nameIn));
  const missing = required.names.find((name) => !named.has(name));
  if (missing) throw required.otherwise(missing);
  if (now.getTime() >= Date.parse(expiration)) throw refusedByPolicy('Policy expired.');
  const failed = conditions.find((condition) => !holds(condition, fields));
  if (failed) throw refusedByPolicy(`Policy Condition failed: ${JSON.stringify(failed)}`);
  return lengthRange(conditions);
}

function parsePolicy(text: string): z.infer<typeof policyDocument> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalidPolicy('The policy is no JSON.');
  }
  const parsed = policyDocument.safeParse(json);
  if (!parsed.success) throw invalidPolicy(`The policy is malformed at ${parsed.error.issues[0]?.path.join('.')}.`);
  return parsed.data;
}

const invalidPolicy = (message: string) => new CosError(400, 'InvalidPolicyDocument', message);

const nameIn = (condition: Condition): string =>
  (Array.isArray(condition) ? condition[1].toString().slice(1) : (Object.keys(condition)[0] ?? '')).toLowerCase();

function holds(condition: Condition, fields: Fields): boolean {
  const value = fields[nameIn(condition)];
  if (!Array.isArray(condition)) return value === Object.values(condition)[0];
  if (condition[0] === 'content-length-range') return true;
  return condition[0] === 'eq' ? value === condition[2] : (value ?? '').startsWith(condition[2]);
}

/** Several ranges must all hold. */
function lengthRange(conditions: readonly Condition[]): LengthRange {
  const ranges = conditions.flatMap((condition) =>
    Array.isArray(condition) && condition[0] === 'content-length-range' ? [condition] : [],
  );
  return {
    minBytes: Math.max(0, ...ranges.map(([, min]) => min)),
    maxBytes: Math.min(Number.POSITIVE_INFINITY, ...ranges.map(([, , max]) => max)),
  };
}

export const refusedByPolicy = (reason: string) => accessDenied(`Invalid according to Policy: ${reason}`);

/**
 * Passes a file on while its length is allowed.
 *
 * @throws CosError EntityTooLarge as soon as it's longer, EntityTooSmall at its end.
 */
export async function* withinLength(
  chunks: AsyncIterable<Buffer>,
  { minBytes, maxBytes }: LengthRange,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw outOfRange('EntityTooLarge', 'exceeds', maxBytes);
    yield chunk;
  }
  if (bytes < minBytes) throw outOfRange('EntityTooSmall', 'is below', minBytes);
}

const outOfRange = (code: string, how: string, bytes: number) =>
  new CosError(400, code, `Your proposed upload ${how} ${bytes} bytes (key content-length-range).`);
