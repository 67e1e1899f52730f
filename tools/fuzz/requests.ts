import fc from 'fast-check';
import * as z from 'zod/mini';
import type { Contract, Operation } from '../../contracts/kit/contract.ts';
import { allowed, almost, type JsonSchema, raw } from './values.ts';

/** Ids by their names. */
export type Ids = Readonly<Record<string, readonly string[]>>;

/** Who sends a request, and the ids that may occur in it. */
export interface Sender {
  readonly token: string;
  readonly own: Ids;
  /** Another account's. */
  readonly foreign: Ids;
}

export interface FuzzRequest {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Operations after which an account, its sessions or its filing are of no more use: a run tries them on their own. */
export const ENDS = ['eraseMe', 'signOutEverywhere', 'endSession', 'withdrawConsent', 'abandon'];

const schemaOf = (schema: z.ZodMiniType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;

/** Requests to every operation of every contract but those left out, from well-formed ones to noise. */
export function requests(
  contracts: Readonly<Record<string, Contract>>,
  sender: Sender,
  leftOut: readonly string[] = [],
): fc.Arbitrary<FuzzRequest> {
  const operations = Object.values(contracts).flatMap((contract) => Object.entries(contract));
  return fc.oneof(
    ...operations
      .filter(([name]) => !leftOut.includes(name))
      .map(([name, operation]) => requestTo(name, operation, sender)),
  );
}

function requestTo(name: string, operation: Operation, sender: Sender): fc.Arbitrary<FuzzRequest> {
  const { method, path, params, query, body } = operation;
  // Mostly all ids of one account: a mixture seldom exists.
  const known = fc.oneof(
    { weight: 6, arbitrary: fc.constant(sender.own) },
    { weight: 4, arbitrary: fc.constant(sender.foreign) },
    { weight: 1, arbitrary: fc.constant(bothOf(sender)) },
  );
  return known.chain((ids) =>
    fc
      .record({
        params: paramsOf(params, ids),
        query: query
          ? fc.oneof(
              { weight: 3, arbitrary: named(allowed(schemaOf(query)), ids) },
              named(almost(schemaOf(query)), ids),
            )
          : fc.constant({}),
        body: bodyOf(body, ids),
        headers: headersOf(sender),
      })
      .map(({ params: given, query: search, body: text, headers }) => ({
        operation: name,
        method,
        path: `${path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(given[key] ?? ''))}${searchOf(search)}`,
        headers,
        body: text,
      })),
  );
}

const bothOf = ({ own, foreign }: Sender): Ids =>
  Object.fromEntries(
    [...Object.keys(own), ...Object.keys(foreign)].map((name) => [
      name,
      [...(own[name] ?? []), ...(foreign[name] ?? [])],
    ]),
  );

function paramsOf(params: z.ZodMiniObject | undefined, ids: Ids): fc.Arbitrary<Record<string, string>> {
  const fields = Object.entries(schemaOf(params ?? z.strictObject({})).properties ?? {}).map(([name, schema]) => {
    const existing = ids[name] ?? [];
    const any = fc.oneof(allowed(schema).map(String), fc.string({ unit: 'grapheme', maxLength: 50 }));
    return [name, existing.length > 0 ? fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...existing) }, any) : any];
  });
  return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<string>>);
}

/** An object whose fields with the name of an id mostly hold one that exists. */
function named(values: fc.Arbitrary<unknown>, ids: Ids): fc.Arbitrary<unknown> {
  return fc.tuple(values, fc.nat({ max: 1000 })).map(([value, pick]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || pick % 5 === 0) return value;
    const item = (name: string) => ids[name]?.[pick % (ids[name]?.length || 1)];
    const fields = Object.entries(value).map(([name, part]) => {
      const isOfWebsite = name === 'subject' && typeof part === 'string' && pick % 2 === 0;
      return [name, isOfWebsite ? `website:${item('websiteId')}` : (item(name) ?? part)];
    });
    return Object.fromEntries(fields);
  });
}

function bodyOf(body: z.ZodMiniType | undefined, ids: Ids): fc.Arbitrary<string | undefined> {
  if (!body) return fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, raw);
  const schema = schemaOf(body);
  return fc.oneof(
    { weight: 4, arbitrary: named(allowed(schema), ids).map((value) => JSON.stringify(value)) },
    { weight: 4, arbitrary: named(almost(schema), ids).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: raw },
  );
}

const headersOf = ({ token }: Sender): fc.Arbitrary<Record<string, string>> =>
  fc
    .record({
      given: fc.oneof(
        { weight: 12, arbitrary: fc.constant(token) },
        { weight: 1, arbitrary: fc.constantFrom('', 'x', 'a.b.c', 'eyJhbGciOiJub25lIn0.e30.') },
      ),
      key: fc.oneof(
        { weight: 5, arbitrary: fc.uuid() },
        { weight: 1, arbitrary: fc.constantFrom('', 'short', '\t', 'k'.repeat(300)) },
      ),
      type: fc.oneof(
        { weight: 9, arbitrary: fc.constant('application/json') },
        fc.constantFrom('text/plain', 'image/png', ''),
      ),
      forged: fc.constantFrom({}, {}, {}, { 'x-forwarded-for': '127.0.0.1' }, { 'x-applicant-id': 'root' }),
    })
    .map(({ given, key, type, forged }) => ({
      authorization: `Bearer ${given}`,
      'idempotency-key': key,
      'content-type': type,
      ...forged,
    }));

function searchOf(query: unknown): string {
  if (typeof query !== 'object' || query === null) return '?odd';
  const pairs = Object.entries(query).map(([name, value]) => {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    // A gateway limits the length of URLs.
    return `${encodeURIComponent(name)}=${encodeURIComponent(text.slice(0, 2000).replace(/[\ud800-\udbff]$/, ''))}`;
  });
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}
