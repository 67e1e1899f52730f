import type { EndingReason } from '../../contracts/data/endings.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { contentHash } from '../../platform/edge/content-hash.ts';
import { packedPapers } from '../../shared/application/packed-papers.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { stateLabelOf } from '../../shared/domain/filing/state-label.ts';
import { contentsOfEnding, type EndingPlan, numbersOfEnding, unconfirmed } from '../../shared/domain/record/ending.ts';
import { type ProvenEnding, papersForEnding } from '../../shared/domain/record/ending-papers.ts';
import type { FiledRecord } from '../../shared/domain/record/record.ts';
import type { PackageData } from '../../shared/ports/filings/filing-rounds.ts';
import { type EndingAddress, holderOf, planned } from './plan-ending.ts';
import type { Ports } from './ports.ts';
import { requireRightCode } from './require-right-code.ts';

/** Terms are accepted with a filing that begins something. */
const NO_TERMS = 'none';

export interface EndingCommand extends EndingAddress {
  readonly body: {
    readonly reason: EndingReason;
    readonly confirmed: readonly string[];
    readonly code?: string | undefined;
    /** Papers that stand for the code. */
    readonly documentIds?: readonly string[] | undefined;
  };
}

/** Files for an ending: once the code is right, or the papers are there, it is opened and handed in, in one transaction. */
export const fileEnding = { prepare, commit };

/**
 * Checks what is confirmed, then the code or the papers. The counted try is committed before anything is made of it.
 *
 * @throws Refused('ending.unconfirmed'); Refused('one-time-code.wrong' | 'one-time-code.over'); Refused('ending.papers');
 * Refused('request.invalid') with neither or both; as `planEnding`.
 */
async function prepare(command: EndingCommand, ports: Ports) {
  const { record, plan } = await planned(command, ports);
  const open = unconfirmed(plan, command.body.confirmed);
  if (open.length > 0)
    throw new Refused('ending.unconfirmed', {
      fields: open.map(({ rule, message }) => ({ field: `confirmed.${rule}`, message })),
    });
  const { code, documentIds } = command.body;
  if ((code === undefined) === (documentIds === undefined)) throw new Refused('request.invalid', NEITHER_OR_BOTH);
  if (documentIds) papersForEnding(contentsOf(record, plan, command), await shown(command, documentIds, ports));
  if (code !== undefined) await requireRightCode(holderOf(command), code, ports);
}

const NEITHER_OR_BOTH = {
  fields: [{ field: 'code', message: '请填写验证码；收不到的，改为上传声明和证件。' }],
};

/** Papers that the account has uploaded. @throws Refused('upload.unknown') also for one of another account. */
const shown = (
  { applicantId }: EndingCommand,
  documentIds: readonly string[],
  { documents }: Pick<Ports, 'documents'>,
) => Promise.all(documentIds.map((id) => documents.findOwn(id, applicantId)));

/**
 * Opens the filing and hands it in. Without an initial review it goes on to the authority at once (PR-18); papers are
 * always reviewed.
 *
 * @throws Refused('filing.unfinished') when another filing was opened meanwhile.
 */
async function commit(command: EndingCommand, _: undefined, ports: Ports) {
  const { applicantId, filingType, body } = command;
  const { record, plan } = await planned(command, ports);
  const contents = contentsOf(record, plan, command);
  const { documentIds } = body;
  const proven = documentIds && papersForEnding(contents, await shown(command, documentIds, ports));
  const opened = await ports.filings.create({
    id: ports.ids.uuid(),
    applicantId,
    filingType,
    contents,
    startedFrom: { recordId: record.id, version: record.version },
    numbers: numbersOfEnding(record, plan),
  });
  const filingId = opened.id;
  const initialReview = proven !== undefined || ports.endings.initialReview;
  const data = packageOf(opened, initialReview, proven);
  await ports.documents.moveInto(
    filingId,
    data.documents.map(({ id }) => id),
    applicantId,
  );
  const submitted = await ports.filings.change(filingId, applicantId, () => ({
    event: 'submit',
    round: 1,
    lastVerdict: 0,
    facts: { round: 1 },
    send: [{ topic: 'review-desk.submit', key: `submit/${filingId}/1`, payload: { filingId, round: 1 } }],
  }));
  const filing = initialReview
    ? submitted
    : await ports.filings.change(filingId, applicantId, () => ({ event: 'accept', facts: { by: 'code' } }));
  const hash = contentHash(data);
  await ports.filingRounds.freeze({ filingId, round: 1, termsTextVersion: NO_TERMS, contentHash: hash, data });
  return { filingId, state: filing.state, stateLabel: stateLabelOf(filing), version: filing.version, round: 1 };
}

const contentsOf = (
  record: FiledRecord,
  plan: EndingPlan,
  { body: { reason, confirmed, documentIds } }: EndingCommand,
) => contentsOfEnding(record, plan, { reason, confirmed, ...(documentIds && { byPapers: true }) });

/** What the desk receives: no documents where a code stands for them. */
const packageOf = (
  { filingType, contents, numbers }: Filing,
  initialReview: boolean,
  proven: Partial<ProvenEnding> = {},
): PackageData => ({
  filingType,
  ...contents,
  ...(numbers && { numbers }),
  initialReview,
  ...packedPapers(proven),
});
