import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from 'loopback-server/http-server.ts';
import * as z from 'zod/mini';
import { contentHashOf } from './content-hash.ts';
import type { DeskFiling, DeskStore, KeptDocument } from './desk-store.ts';
import type { Knobs } from './faults.ts';
import { withoutErased } from './filing-numbers.ts';
import { createVerifier } from './signed-request.ts';

// The content hash is over everything, also over what is unknown here.
const linkedDocument = z.looseObject({
  id: z.string().check(z.maxLength(100)),
  kind: z.string(),
  label: z.string(),
  subject: z.string(),
  contentType: z.string(),
  link: z.url({ protocol: /^https?$/ }),
});
const repair = z
  .looseObject({
    item: z.int().check(z.positive()),
    field: z.string().check(z.maxLength(200)),
    changed: z.boolean(),
    word: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  })
  .check(z.refine(({ changed, word }) => changed || word !== undefined));
const filingPackage = z.object({
  filingId: z.guid(),
  round: z.int().check(z.positive()),
  contentHash: z.string(),
  data: z.looseObject({ documents: z.array(linkedDocument), repairs: z.optional(z.array(repair)) }),
});
type FilingPackage = z.infer<typeof filingPackage>;
const withdrawal = z.object({ round: z.int().check(z.positive()) });
const verdictQuery = z.object({
  filings: z.array(z.object({ filingId: z.guid(), round: z.int(), after: z.int() })).check(z.maxLength(100)),
});

const MAX_BODY_BYTES = 1024 * 1024;
const MAX_DOCUMENT_BYTES = 25 * 1024 * 1024;
const FETCH_TIMEOUT_MS = 8_000;

/** Returned as `{error: {code}}`. */
class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

/** Called when a filing has arrived or changed its round. */
export type OnSubmission = (filingId: string) => void;

/** The desk's API for the filing service (`docs/api/review-desk.yaml`). Only signed requests are accepted. */
export function createDeskApi({
  store,
  secret,
  knobs,
  onSubmission,
}: {
  readonly store: DeskStore;
  readonly secret: string;
  readonly knobs: Knobs;
  readonly onSubmission: OnSubmission;
}) {
  const isBelieved = createVerifier(secret, (path) => path === '/v1/verdict-queries');

  async function submit(content: unknown): Promise<unknown> {
    const filing = filingPackage.parse(content);
    const known = store.find(filing.filingId);
    if (known && isOld(known, filing)) return { received: true };
    const { documents: linked, ...rest } = filing.data;
    const unlinked = linked.map(({ link: _, ...document }) => document);
    const data = { ...rest, documents: unlinked };
    if (contentHashOf(data) !== filing.contentHash) throw new ApiError(422, 'content-hash');
    const documents = await Promise.all(linked.map((document) => keep(store, filing.filingId, document)));
    const { round, contentHash } = filing;
    const current = store.find(filing.filingId) ?? empty(filing.filingId);
    // The filing may have been erased, or another attempt may have finished, while the documents were fetched.
    if (current.erasedAt) store.removeDocuments(filing.filingId);
    if (isOld(current, filing)) return { received: true };
    store.save({
      ...current,
      submission: { round, contentHash, receivedAt: new Date().toISOString(), data, documents },
    });
    onSubmission(filing.filingId);
    return { received: true };
  }

  function withdraw(filingId: string, content: unknown): unknown {
    const { round } = withdrawal.parse(content);
    const filing = store.find(filingId) ?? empty(z.guid().parse(filingId));
    if (filing.erasedAt) return { received: true };
    store.save({ ...filing, withdrawnRound: Math.max(filing.withdrawnRound, round) });
    return { received: true };
  }

  function erase(filingId: string): unknown {
    const filing = store.find(filingId) ?? empty(z.guid().parse(filingId));
    store.removeDocuments(filingId);
    store.saveRegistry(withoutErased(store.registry(), filing, store.all()));
    store.save({ ...empty(filingId), erasedAt: filing.erasedAt ?? new Date().toISOString() });
    return { received: true };
  }

  function verdicts(content: unknown): unknown {
    const { filings } = verdictQuery.parse(content);
    const found = filings.flatMap(({ filingId, round, after }) =>
      (store.find(filingId)?.verdicts ?? [])
        .filter((verdict) => verdict.round === round && verdict.sequence > after)
        .map(({ delivered: _, messageId: __, ...verdict }) => ({ filingId, ...verdict })),
    );
    return { verdicts: found };
  }

  async function answer(request: IncomingMessage, path: string): Promise<unknown> {
    const body = await readBody(request, MAX_BODY_BYTES);
    if (!body) throw new ApiError(413, 'too-large');
    if (!isBelieved(request, body)) throw new ApiError(401, 'signature');
    const content = jsonIn(body);
    if (path === '/v1/filings') return submit(content);
    if (path === '/v1/verdict-queries') return verdicts(content);
    const filingId = /^\/v1\/filings\/([^/]+)\/withdrawal$/.exec(path)?.[1];
    if (filingId) return withdraw(filingId, content);
    const erasedId = /^\/v1\/filings\/([^/]+)\/erasure$/.exec(path)?.[1];
    if (erasedId) return erase(erasedId);
    throw new ApiError(404, 'path');
  }

  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const fault = knobs.nextApiFault();
    try {
      if (request.method !== 'POST') throw new ApiError(405, 'method');
      if (fault === 'broken') throw new ApiError(500, 'broken');
      if (fault === 'busy') throw new ApiError(429, 'busy');
      const content = await answer(request, path);
      if (fault !== 'silent') reply(response, 200, content);
    } catch (error) {
      const refused = error instanceof z.core.$ZodError ? new ApiError(422, 'content') : error;
      if (!(refused instanceof ApiError)) throw error;
      reply(response, refused.status, { error: { code: refused.code } });
    }
  };
}

function reply(response: ServerResponse, status: number, content: unknown): void {
  const retryAfter = status === 429 ? { 'retry-after': '60' } : {};
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...retryAfter })
    .end(JSON.stringify(content));
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ApiError(422, 'content');
  }
}

/** Of an erased filing, or a round that was withdrawn before it arrived, has arrived, or was replaced by a later one. */
const isOld = (known: DeskFiling, { round }: FilingPackage) =>
  known.erasedAt !== undefined || round <= known.withdrawnRound || round <= (known.submission?.round ?? 0);

const empty = (filingId: string): DeskFiling => ({ filingId, withdrawnRound: 0, verdicts: [] });

/** Fetches a document while its link is valid. @throws ApiError 503, so that the sender retries with new links. */
async function keep(
  store: DeskStore,
  filingId: string,
  { link, ...document }: z.infer<typeof linkedDocument>,
): Promise<KeptDocument> {
  try {
    const response = await fetch(link, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!response.ok || bytes.length > MAX_DOCUMENT_BYTES) throw new Error(`HTTP ${response.status}`);
    store.saveDocument(filingId, document.id, bytes);
    return document;
  } catch {
    throw new ApiError(503, 'document-unavailable');
  }
}
