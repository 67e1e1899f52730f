import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Operation } from '../../contracts/kit/contract.ts';
import { allContracts } from '../../tools/docs/generated.ts';
import { allowed, type JsonSchema } from '../../tools/fuzz/values.ts';
import { dumpOf } from '../support/database/database.ts';
import { authorizationCodes, documents, livenessChecks, reviews } from '../support/database/service-ports.ts';
import { readyFiling } from '../support/filings/ready-filing.ts';
import { callerAt, type SeenReply } from '../support/routes/caller.ts';
import { sharedLaptop } from '../support/test-laptop.ts';

const MISSING = '00000000-0000-4000-8000-000000000000';
/** All ids of the owner that occur in a path or a body. */
const OWNED = ['filingId', 'websiteId', 'documentId', 'checkId', 'codeId', 'endpointId'] as const;
type Ids = Readonly<Record<(typeof OWNED)[number], string>>;

const schemaOf = (schema: z.ZodMiniType) =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
const namesOwned = (path: string, body: z.ZodMiniType | undefined): boolean =>
  OWNED.some((name) => path.includes(`{${name}}`) || (body && schemaOf(body).properties?.[name]));

const { laptop } = await sharedLaptop();
const owner = await callerAt(laptop, 'owner');
const stranger = await callerAt(laptop, 'stranger');
const { filingId, websiteId } = await readyFiling(await laptop.signedIn('owner'));
const endpoint = await owner('POST', '/v1/webhook-endpoints', { url: 'http://127.0.0.1:9/hook' });
const { applicantId } = await (await reviews()).findFiling(filingId);
const codeId = '7d7c1c6e-3f56-4f0e-9df0-7f9d63a6a001';
const server = {
  kind: 'resource' as const,
  product: 'cvm' as const,
  resourceId: 'ins-gz000001',
  region: 'ap-guangzhou',
};
await (await authorizationCodes()).create({ id: codeId, ownerId: applicantId, code: 'CRAWL-0001-0001', server }, 5);
const theirs = {
  filingId,
  websiteId,
  codeId,
  documentId: (await (await documents()).ofFiling(filingId))[0]?.id ?? '',
  checkId: (await (await livenessChecks()).ofFiling(filingId))[0]?.id ?? '',
  endpointId: (endpoint.body as { endpointId?: string }).endpointId ?? '',
};
const operations = Object.values(await allContracts()).flatMap((contract) => Object.entries(contract));
const crawled = operations.filter(([, { caller, path, body }]) => caller === 'session' && namesOwned(path, body));

/** A valid request of the contract, with these ids. */
function requestWith({ path, query, body }: Operation, ids: Ids) {
  const known: Readonly<Record<string, string>> = { ...ids, messageId: `msg_${ids.endpointId}_${ids.filingId}_1` };
  const sample = (schema: z.ZodMiniType) => {
    const value = fc.sample(allowed(schemaOf(schema)), { numRuns: 1, seed: 5 })[0] as Record<string, unknown>;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, known[key] ?? one]));
  };
  const search = query
    ? `?${new URLSearchParams(Object.entries(sample(query)).map(([key, one]): [string, string] => [key, String(one)]))}`
    : '';
  return {
    path: `${path.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? '')}${search}`,
    body: body && sample(body),
  };
}

const outcomeOf = ({ status, body }: SeenReply): string =>
  `${status} ${JSON.stringify({ ...(body as object), requestId: undefined })}`;

/** What a stranger could change. Every call writes limits, and some a stored reply. */
const everything = () =>
  dumpOf(laptop.addresses.database, [
    'filing',
    'filing_history',
    'document',
    'liveness_check',
    'authorization_code',
    'webhook_endpoint',
  ]);

describe('[A1] a stranger who knows every id', () => {
  it('gets the same reply for each as for one that does not exist, on every route', async () => {
    const missing = Object.fromEntries(OWNED.map((name) => [name, MISSING])) as unknown as Ids;
    const differences: string[] = [];
    const statuses = new Set<number>();
    for (const [name, operation] of crawled) {
      const [real, none] = [requestWith(operation, theirs), requestWith(operation, missing)];
      const [a, b] = [
        await stranger(operation.method, real.path, real.body),
        await stranger(operation.method, none.path, none.body),
      ];
      statuses.add(a.status);
      if (outcomeOf(a) !== outcomeOf(b)) differences.push(`${name}: ${outcomeOf(a)} instead of ${outcomeOf(b)}`);
    }

    expect(crawled.length).toBeGreaterThanOrEqual(25);
    expect(differences).toEqual([]);
    expect([...statuses].filter((status) => status < 400)).toEqual([]);
  });

  it('changes nothing with these requests', async () => {
    const before = await everything();
    for (const [, operation] of crawled) {
      const { path, body } = requestWith(operation, theirs);
      await stranger(operation.method, path, body);
    }

    expect(await everything()).toBe(before);
  });

  it('uses ids that exist: their owner gets other replies', async () => {
    const found = await Promise.all([
      owner('GET', `/v1/filings/${theirs.filingId}`),
      owner('GET', `/v1/uploads/${theirs.documentId}`),
      owner('GET', `/v1/liveness-checks/${theirs.checkId}`),
      owner('DELETE', `/v1/authorization-codes/${theirs.codeId}`),
      owner('GET', `/v1/webhook-endpoints/${theirs.endpointId}/messages`),
    ]);

    expect(found.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  });
});
