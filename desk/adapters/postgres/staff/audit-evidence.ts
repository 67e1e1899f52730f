import { sql } from 'kysely';
import { factsOf } from '../../../domain/cases/case.ts';
import {
  decisionKey,
  decisionText,
  judgementKey,
  judgementText,
  proposalKey,
  verdictKey,
} from '../../../domain/oversight/replay.ts';
import type { AuditEvidence } from '../../../ports/audit-log.ts';
import { contentOfList, hashesOf } from '../authority/authority-lists.ts';
import { hitsOf, isHit, openListed } from '../authority/list-hits.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';
import { createAuditLog, createAuditReader } from './audit-log.ts';
import { createNotedRows } from './noted-rows.ts';

export const createAuditEvidence = (parts: Omit<DeskParts, 'ids'>): AuditEvidence => ({
  ...createAuditReader(parts),
  noted: createNotedRows(parts).noted,
  unsealedDays: createAuditLog(parts).unsealedDays,

  async heldOf(caseId) {
    const decisions = await parts.database.list('desk.decision', { case_id: caseId }, []);
    const { rows: verdicts } = await sql<{ sequence: number; kind: string }>`
      select v.sequence, v.kind from desk.verdict v join desk.review_case c using (filing_id, round)
      where c.id = ${caseId}`.execute(parts.database.sql);
    const judgements = await parts.database.list('desk.judgement', { case_id: caseId }, []);
    const proposals = await parts.database.list('desk.proposal', { subject: caseId, state: 'open' }, []);
    return new Map([
      // Which nothing else is to tell.
      ...((await isFoundByKeys(caseId, parts)) ? [] : [['号码、域名和名称的索引', ''] as const]),
      ...judgements.map(
        ({ row_path, staff_id, conclusion, judged_at }) =>
          [judgementKey(row_path, staff_id), judgementText(conclusion, judged_at)] as const,
      ),
      ...proposals.map(({ id, proposed_by }) => [proposalKey(id), proposed_by] as const),
      ...decisions.map(({ id, kind, decided_by: by, decided_at: at, state, second_by }) => {
        const held = { kind, by, atMs: at.getTime(), state, secondBy: second_by ?? '' };
        return [decisionKey(id), decisionText(held)] as const;
      }),
      ...verdicts.map(({ sequence, kind }) => [verdictKey(sequence), kind] as const),
    ]);
  },

  async lists() {
    const lists = await parts.database.list('desk.authority_list', {}, ['name']);
    return Promise.all(
      lists.map(async ({ name: list, version, imported_by: by, confirmed_by: confirmedBy }) => {
        const rows = await parts.database.list('desk.listed_entry', { list }, []);
        const values = rows.map((row) => ({ kind: row.kind, value: openListed(row, parts.seal), hash: row.hash }));
        const isFound = values.every((value) => hashesOf(parts, value).some((hash) => hash.equals(value.hash)));
        const unmarked = values.filter((_, place) => list === 'black' && !rows[place]?.may_hit);
        const isHidden = (await hitsOf(parts, unmarked)).some(isHit);
        return {
          list,
          version,
          by,
          confirmedBy,
          content: isFound && !isHidden ? contentOfList(values, parts.hash) : undefined,
        };
      }),
    );
  },
});

/** Whether a case stands under all that its package has, and nothing else: by that ties, lists and searches find it. */
async function isFoundByKeys(caseId: string, { database, seal }: Pick<DeskParts, 'database' | 'seal'>) {
  const { package_sealed: sealed = null } =
    (await database.find('desk.review_case', { id: caseId }, ['package_sealed'])) ?? {};
  if (!sealed) return true;
  const { keys } = factsOf(JSON.parse(seal.open(sealed, placeOf('desk.review_case', 'package_sealed', caseId))));
  const rows = await database.list('desk.case_key', { case_id: caseId }, []);
  const isThere = ({ kind, value }: (typeof keys)[number]) =>
    seal
      .blindIndexes(`desk-${kind}`, value)
      .some((hash) => rows.some((row) => row.kind === kind && row.hash.equals(hash)));
  return rows.length === keys.length && keys.every(isThere);
}
