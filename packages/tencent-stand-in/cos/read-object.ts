import { CosError, noSuchKey } from './cos-error.ts';
import type { CosReply, Operation } from './cos-reply.ts';
import { type CosRequest, headerOf } from './cos-request.ts';
import type { StoredObject } from './object-files.ts';

/** GET Object with conditions, one range and `response-*` overrides. */
export const getObject: Operation = async (request, bucket) => {
  const opened = await bucket.objects.read(request.key, request.query.get('versionId'));
  if (!opened) throw noSuchKey();
  const { object, file } = opened;
  try {
    const { reply, range } = answer(request, object);
    if (reply.status === 304 || object.bytes === 0) {
      await file.close();
      return reply;
    }
    return { ...reply, body: file.createReadStream({ start: range.start, end: range.end }) };
  } catch (error) {
    await file.close();
    throw error;
  }
};

/** HEAD Object. */
export const headObject: Operation = async (request, bucket) => {
  const object = bucket.objects.find(request.key, request.query.get('versionId'));
  if (!object) throw noSuchKey();
  return answer(request, object).reply;
};

function answer(request: CosRequest, object: StoredObject): { reply: CosReply; range: Range } {
  const range = rangeOf(headerOf(request, 'range'), object.bytes);
  const facts = { etag: object.etag, 'last-modified': new Date(object.modifiedAt).toUTCString() };
  if (notModified(conditionsOf(request, 'if-'), object)) return { reply: { status: 304, headers: facts }, range };
  const headers = {
    ...object.headers,
    ...facts,
    ...downloadOf(request),
    ...overridesOf(request),
    'accept-ranges': 'bytes',
    'content-length': String(range.end - range.start + 1),
  };
  if (!range.partial) return { reply: { status: 200, headers }, range };
  const contentRange = `bytes ${range.start}-${range.end}/${object.bytes}`;
  return { reply: { status: 206, headers: { ...headers, 'content-range': contentRange } }, range };
}

/** Conditions on an object that is read or copied. */
export interface Conditions {
  readonly match: string | undefined;
  readonly noneMatch: string | undefined;
  readonly modifiedSince: string | undefined;
  readonly unmodifiedSince: string | undefined;
}

export const conditionsOf = (request: CosRequest, prefix: 'if-' | 'x-cos-copy-source-if-'): Conditions => ({
  match: headerOf(request, `${prefix}match`),
  noneMatch: headerOf(request, `${prefix}none-match`),
  modifiedSince: headerOf(request, `${prefix}modified-since`),
  unmodifiedSince: headerOf(request, `${prefix}unmodified-since`),
});

/**
 * Whether the client already has the object. Order of precedence: RFC 9110 §13.2.2.
 *
 * @throws CosError PreconditionFailed.
 */
export function notModified(conditions: Conditions, object: StoredObject): boolean {
  const { match, noneMatch, modifiedSince, unmodifiedSince } = conditions;
  const modifiedAfter = (date: string) => Math.floor(Date.parse(object.modifiedAt) / 1000) * 1000 > Date.parse(date);
  const failed = match !== undefined ? !matches(match, object) : unmodifiedSince && modifiedAfter(unmodifiedSince);
  if (failed) throw preconditionFailed();
  if (noneMatch !== undefined) return matches(noneMatch, object);
  return modifiedSince !== undefined && !modifiedAfter(modifiedSince);
}

export const preconditionFailed = () =>
  new CosError(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold.');

/** ETags are accepted with and without quotes. */
const matches = (list: string, { etag }: StoredObject): boolean =>
  list.split(',').some((tag) => ['*', etag, etag.slice(1, -1)].includes(tag.trim()));

interface Range {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
  readonly partial: boolean;
}

/** One range; any other header is ignored (RFC 9110 §14.2). @throws CosError InvalidRange */
function rangeOf(header: string | undefined, bytes: number): Range {
  const whole = { start: 0, end: bytes - 1, partial: false };
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return whole;
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
  const end = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (from !== '' && to !== '' && Number(from) > Number(to)) return whole;
  if (start > end) throw new CosError(416, 'InvalidRange', 'The requested range is not satisfiable');
  return { start, end, partial: true };
}

/**
 * On the default domain browsers must download and never display objects. Source: COS documentation, product/436/57456
 * (buckets created since 2024-01-01).
 */
const downloadOf = ({ onDefaultDomain }: CosRequest): Record<string, string> =>
  onDefaultDomain ? { 'content-disposition': 'attachment', 'x-cos-force-download': 'true' } : {};

const OVERRIDABLE = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

function overridesOf({ query }: CosRequest): Record<string, string> {
  const overrides = OVERRIDABLE.flatMap((name) => {
    const value = query.get(`response-${name}`);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(overrides);
}
