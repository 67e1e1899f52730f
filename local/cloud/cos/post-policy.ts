import * as z from 'zod';
import type { CloudCredentials } from '../credentials.ts';
import { accessDenied, CosError } from './cos-error.ts';
import { checkKeyTime, checkToken, sha1, signWith, unknownKey } from './xml-signature.ts';

/** How long the file of a form may be. */
export interface LengthRange {
  readonly minBytes: number;
  readonly maxBytes: number;
}

type Fields = Readonly<Record<string, string>>;

const policyDocument = z.object({
  expiration: z.iso.datetime({ offset: true }),
  conditions: z.array(
    z.union([
      z.record(z.string(), z.string()).refine((condition) => Object.keys(condition).length === 1),
      z.tuple([z.literal('content-length-range'), z.coerce.number().int(), z.coerce.number().int()]),
      z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()]),
    ]),
  ),
});
type Condition = z.infer<typeof policyDocument>['conditions'][number];

/** Conditions that COS wants in every policy. The last one is the form's `q-key-time`. */
const REQUIRED = ['q-sign-algorithm', 'q-ak', 'q-sign-time'];

/**
 * Checks the policy of a form: its signature, its end, and every condition against the form's fields. Source: COS API documentation,
 * "POST Object" (product/436/14690).
 *
 * @param fields by lower-case name, with `bucket` and the final `key`.
 * @returns what the policy says of the file's length.
 * @throws CosError AccessDenied, InvalidAccessKeyId, SignatureDoesNotMatch, InvalidPolicyDocument.
 */
export function verifyPolicy(fields: Fields, credentials: CloudCredentials, now: Date): LengthRange {
  const keyTime = fields['q-key-time'] ?? '';
  if (fields['q-sign-algorithm'] !== 'sha1') throw accessDenied('Unsupported q-sign-algorithm.');
  if (fields['q-ak'] !== credentials.secretId) throw unknownKey();
  checkToken(fields['x-cos-security-token'], credentials);
  checkKeyTime(keyTime, now);
  const policyText = Buffer.from(fields.policy ?? '', 'base64').toString('utf8');
  const stringToSign = sha1(policyText);
  if (fields['q-signature'] !== signWith(credentials, keyTime, stringToSign)) {
    throw new CosError(403, 'SignatureDoesNotMatch', 'The Signature you specified is invalid.', {
      StringToSign: stringToSign,
    });
  }

  const { expiration, conditions } = parsePolicy(policyText);
  if (now.getTime() >= Date.parse(expiration)) throw refusedByPolicy('Policy expired.');
  const fieldOf = (name: string) => (name === 'q-sign-time' ? keyTime : fields[name]);
  for (const condition of conditions) {
    if (!holds(condition, fieldOf)) {
      throw refusedByPolicy(`Policy Condition failed: ${JSON.stringify(condition)}`);
    }
  }
  return lengthRange(conditions);
}

function parsePolicy(text: string): z.infer<typeof policyDocument> {
  const invalid = (message: string) => new CosError(400, 'InvalidPolicyDocument', message);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalid('The policy is no JSON.');
  }
  const parsed = policyDocument.safeParse(json);
  if (!parsed.success) throw invalid(`The policy is malformed at ${parsed.error.issues[0]?.path.join('.')}.`);
  const named = new Set(parsed.data.conditions.map(nameIn));
  const missing = REQUIRED.find((name) => !named.has(name));
  if (missing) throw invalid(`The policy has no condition ${missing}.`);
  return parsed.data;
}

const nameIn = (condition: Condition): string =>
  (Array.isArray(condition) ? condition[1].toString().slice(1) : (Object.keys(condition)[0] ?? '')).toLowerCase();

function holds(condition: Condition, fieldOf: (name: string) => string | undefined): boolean {
  const value = fieldOf(nameIn(condition));
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

const refusedByPolicy = (reason: string) => accessDenied(`Invalid according to Policy: ${reason}`);

/**
 * Passes a file on while it keeps to its length.
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
