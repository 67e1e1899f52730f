import fc from 'fast-check';
import * as z from 'zod/mini';
import type { Contract, Operation } from '../../shared/edge/contract.ts';
import { allowed, almost, type JsonSchema, raw } from './values.ts';

/** Known values that get a request past the first check: existing ids, and people's tokens. */
export interface Known {
  /** By name of the parameter. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly tokens: readonly string[];
}

export interface FuzzRequest {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const schemaOf = (schema: z.ZodMiniType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;

/** Requests to every operation of every contract, from well-formed ones to noise. */
export function requests(contracts: Readonly<Record<string, Contract>>, known: Known): fc.Arbitrary<FuzzRequest> {
  const operations = Object.values(contracts).flatMap((contract) => Object.entries(contract));
  return fc.oneof(...operations.map(([name, operation]) => requestTo(name, operation, known)));
}

function requestTo(name: string, operation: Operation, known: Known): fc.Arbitrary<FuzzRequest> {
  const { method, path, params, query, body } = operation;
  return fc
    .record({
      params: paramsOf(params, known),
      query: query
        ? fc.oneof({ weight: 3, arbitrary: allowed(schemaOf(query)) }, almost(schemaOf(query)))
        : fc.constant({}),
      body: bodyOf(body),
      headers: headersOf(known),
    })
    .map(({ params: given, query: search, body: text, headers }) => ({
      operation: name,
      method,
      path: `${path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(given[key] ?? ''))}${searchOf(search)}`,
      headers,
      body: text,
    }));
}

function paramsOf(params: z.ZodMiniObject | undefined, { ids }: Known): fc.Arbitrary<Record<string, string>> {
  const fields = Object.entries(schemaOf(params ?? z.strictObject({})).properties ?? {}).map(([name, schema]) => {
    const existing = ids[name] ?? [];
    const any = fc.oneof(allowed(schema).map(String), fc.string({ unit: 'grapheme', maxLength: 50 }));
    return [name, existing.length > 0 ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...existing) }, any) : any];
  });
  return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<string>>);
}

function bodyOf(body: z.ZodMiniType | undefined): fc.Arbitrary<string | undefined> {
  if (!body) return fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, raw);
  const schema = schemaOf(body);
  return fc.oneof(
    { weight: 4, arbitrary: allowed(schema).map((value) => JSON.stringify(value)) },
    { weight: 4, arbitrary: almost(schema).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: raw },
  );
}

const headersOf = ({ tokens }: Known): fc.Arbitrary<Record<string, string>> =>
  fc
    .record({
      token: fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(...tokens) },
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
    .map(({ token, key, type, forged }) => ({
      authorization: `Bearer ${token}`,
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
