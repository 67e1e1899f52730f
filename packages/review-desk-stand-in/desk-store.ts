import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Registry } from './registry.ts';

const flaggedField = z.object({ field: z.string(), reason: z.string(), suggestion: z.optional(z.string()) });
const numbers = z.object({ organizer: z.string(), websites: z.record(z.string(), z.string()) });

const amendment = z.object({ field: z.string(), before: z.string(), after: z.string(), reason: z.string() });

const deskVerdict = z.object({
  round: z.number(),
  sequence: z.number(),
  kind: z.string(),
  /** ISO 8601. */
  at: z.string(),
  flagged: z.array(flaggedField),
  amendments: z.optional(z.array(amendment)),
  numbers: z.optional(numbers),
  /** Id of its webhook, the same for each attempt. */
  messageId: z.string(),
  delivered: z.boolean(),
});
/** A verdict as the desk stores it. */
export type DeskVerdict = z.infer<typeof deskVerdict>;

const keptDocument = z.object({
  id: z.string(),
  kind: z.string(),
  label: z.string(),
  subject: z.string(),
  contentType: z.string(),
});
/** A document whose file is stored beside the filing. */
export type KeptDocument = z.infer<typeof keptDocument>;

const submission = z.object({
  round: z.number(),
  contentHash: z.string(),
  receivedAt: z.string(),
  data: z.record(z.string(), z.unknown()),
  documents: z.array(keptDocument),
});
/** The package of the latest round, without the links, which have expired. */
export type Submission = z.infer<typeof submission>;

const deskFiling = z.object({
  filingId: z.guid(),
  submission: z.optional(submission),
  /** The latest withdrawn round; it may have been withdrawn before it arrived. */
  withdrawnRound: z.number(),
  /** Of all rounds. */
  verdicts: z.array(deskVerdict),
  /** ISO 8601. Nothing else is left of an erased filing, and nothing is taken of it any more. */
  erasedAt: z.optional(z.string()),
});
export type DeskFiling = z.infer<typeof deskFiling>;

const registry = z.object({
  nextNumber: z.number(),
  /** By organizer (a hash): its number and the number of its numbered websites. */
  organizers: z.record(z.string(), z.object({ number: z.string(), websites: z.number() })),
});

/**
 * The desk's storage: one JSON file per filing and one for the numbers, each replaced as a whole, so that a crash
 * leaves the old or the new.
 */
export interface DeskStore {
  /** Newest submission first. */
  all(): readonly DeskFiling[];
  find(filingId: string): DeskFiling | undefined;
  save(filing: DeskFiling): void;
  registry(): Registry;
  saveRegistry(registry: Registry): void;
  saveDocument(filingId: string, documentId: string, bytes: Buffer): void;
  document(filingId: string, documentId: string): Buffer;
  /** Deletes the documents of a filing. */
  removeDocuments(filingId: string): void;
}

/** Opens or creates the desk's directory. @throws when a file in it has another form. */
export function openDeskStore(dir: string): DeskStore {
  const filingsDir = join(dir, 'filings');
  const registryPath = join(dir, 'registry.json');
  mkdirSync(filingsDir, { recursive: true });
  const filings = new Map(
    readdirSync(filingsDir)
      .filter((name) => name.endsWith('.json'))
      .map((name) => deskFiling.parse(JSON.parse(readFileSync(join(filingsDir, name), 'utf8'))))
      .map((filing) => [filing.filingId, filing]),
  );
  const documentPath = (filingId: string, documentId: string) =>
    join(dir, 'documents', `${filingId}-${Buffer.from(documentId).toString('base64url')}`);
  return {
    all: () => [...filings.values()].sort((a, b) => receivedAt(b).localeCompare(receivedAt(a))),
    find: (filingId) => filings.get(filingId),
    save(filing) {
      replaceFile(join(filingsDir, `${filing.filingId}.json`), JSON.stringify(filing, null, 2));
      filings.set(filing.filingId, filing);
    },
    registry: () => readRegistry(registryPath),
    saveRegistry: (content) => replaceFile(registryPath, JSON.stringify(content, null, 2)),
    saveDocument(filingId, documentId, bytes) {
      mkdirSync(join(dir, 'documents'), { recursive: true });
      replaceFile(documentPath(filingId, documentId), bytes);
    },
    document: (filingId, documentId) => readFileSync(documentPath(filingId, documentId)),
    removeDocuments(filingId) {
      mkdirSync(join(dir, 'documents'), { recursive: true });
      const own = readdirSync(join(dir, 'documents')).filter((name) => name.startsWith(`${filingId}-`));
      for (const name of own) rmSync(join(dir, 'documents', name));
    },
  };
}

const receivedAt = (filing: DeskFiling) => filing.submission?.receivedAt ?? '';

function readRegistry(path: string): Registry {
  try {
    return registry.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { nextNumber: 1, organizers: {} };
    throw error;
  }
}

function replaceFile(path: string, content: string | Buffer): void {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}
