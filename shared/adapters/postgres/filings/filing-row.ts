import type { Selectable } from 'kysely';
import type { Seal } from '../../../../platform/ports/seal.ts';
import type { ChangeOutcome } from '../../../domain/filing/change.ts';
import { type Filing, type FilingContents, resourceKey, resourcesOf } from '../../../domain/filing/filing.ts';
import { personNumbers } from '../../../domain/identity/person-numbers.ts';
import { FACE_FILES } from '../../../domain/retention.ts';
import type { Schema } from '../schema.ts';
import { certificateIndex } from '../sealing/certificate-index.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

/** A filing from its row. */
export function filingOf(row: Selectable<Schema['filing']>, seal: Seal): Filing {
  return {
    id: row.id,
    applicantId: row.applicant_id,
    filingType: row.filing_type,
    state: row.state,
    version: row.version,
    round: row.round,
    lastVerdict: row.last_verdict,
    contents: openContents(row.contents_sealed, row.id, seal),
    startedFrom:
      row.from_record_id !== null && row.from_version !== null
        ? { recordId: row.from_record_id, version: row.from_version }
        : undefined,
    flagged: row.flagged,
    numbers: row.numbers ?? undefined,
    ...(row.stopped && { isStopped: true }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The columns that every change of a filing sets. */
export const outcomeColumns = ({ filing, since, nextStepAt }: ChangeOutcome) => ({
  state: filing.state,
  stopped: filing.isStopped === true,
  from_record_id: filing.startedFrom?.recordId ?? null,
  from_version: filing.startedFrom?.version ?? null,
  version: filing.version,
  round: filing.round,
  last_verdict: filing.lastVerdict,
  flagged: JSON.stringify(filing.flagged),
  numbers: filing.numbers ? JSON.stringify(filing.numbers) : null,
  state_since: since,
  step_due_at: nextStepAt ?? null,
  updated_at: filing.updatedAt,
  ...(filing.state === FACE_FILES.since && { has_face_files: true }),
});

/** The contents of a filing, unsealed. */
export function openContents(sealed: Buffer, filingId: string, seal: Seal): FilingContents {
  const text = seal.open(sealed, sealedPlace('filing', 'contents_sealed', { id: filingId }));
  return JSON.parse(text) as FilingContents;
}

/** The contents of a filing, sealed for its row. */
export const sealContents = (contents: FilingContents, filingId: string, seal: Seal): Buffer =>
  seal.close(JSON.stringify(contents), sealedPlace('filing', 'contents_sealed', { id: filingId }));

/** The columns that follow from a filing's contents. */
export function contentColumns(contents: FilingContents, filingId: string, seal: Seal) {
  return {
    contents_sealed: sealContents(contents, filingId, seal),
    ...contentIndexes(contents, seal),
    domains: contents.websites.map(({ domain }) => domain),
    servers: resourcesOf(newConnections(contents)).map(resourceKey),
  };
}

/** The websites that come to a server by this filing: of a change those that move. */
const newConnections = ({ websites, before }: FilingContents): FilingContents['websites'] =>
  websites.filter(({ id, cloudService }) => {
    const filed = before?.websites.find((site) => site.id === id);
    return JSON.stringify(filed?.cloudService) !== JSON.stringify(cloudService);
  });

/** The indexes by which a filing is found. */
export const contentIndexes = (contents: FilingContents, seal: Seal) => ({
  certificate_index: certificateIndex(contents.eligibility.certificateNumber, seal),
  person_numbers: personNumbers(contents).map((number) => seal.blindIndex('person-number', number)),
});
