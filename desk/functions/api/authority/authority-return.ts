import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { coveredWords, phraseOf, piecesOf, proposalsFor } from '../../../domain/authority-words.ts';
import type { CheckRow } from '../../../domain/checklist.ts';
import { faultsOf, faultWords, flaggedBy } from '../../../domain/reasons.ts';
import type { KeptAnswer } from '../../../ports/submissions.ts';
import { flaggedViewOf } from '../cases/decision-view.ts';
import { namesValue } from '../cases/look.ts';
import { wholeCase } from '../cases/whole-case.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';

interface OpenReturn {
  readonly kept: KeptAnswer;
  readonly rows: readonly CheckRow[];
  readonly pieces: readonly string[];
}

/** @throws Refused('authority.no-return') when nothing waits to be matched. */
async function openReturn(caseId: string, ports: Ports): Promise<OpenReturn> {
  const kept = await ports.authorityAnswers.returnOf(caseId);
  const row = kept && (await ports.openCases.find(caseId));
  if (!kept || !row) throw new Refused('authority.no-return');
  const { rows } = await wholeCase(row, ports);
  return { kept, rows, pieces: piecesOf(kept.answer.words ?? '') };
}

/** What the authority says, with personal values covered, and what it may mean. @throws Refused('authority.no-return') */
export async function showReturn(
  { caseId }: Input<typeof contract.showReturn>,
  ports: Ports,
): Promise<Output<typeof contract.showReturn>> {
  const { kept, rows, pieces } = await openReturn(caseId, ports);
  const { number, sequence, kind, at, words = '' } = kept.answer;
  const { proposesAfter } = await ports.authoritySettings.current();
  const learnt = await ports.authorityPhrases.all();
  const proposals = proposalsFor(pieces, rows, await ports.catalogue.current(), { learnt, proposesAfter });
  const labelOf = (path: string | undefined) => {
    const row = rows.find((checkRow) => checkRow.path === path);
    return row && `${row.group}·${row.label}`;
  };
  return {
    number,
    sequence,
    kind,
    at,
    words: coveredWords(words, rows),
    proposals: proposals.map(({ piece, field, reasonId, likeness }) => ({
      piece: coveredWords(piece, rows),
      ...(field !== undefined && { row: field, label: labelOf(field) ?? field }),
      ...(reasonId !== undefined && { reasonId }),
      likeness,
    })),
    rows: rows.map(({ path }) => ({ row: path, label: labelOf(path) ?? path })),
  };
}

/**
 * Makes a verdict of a return, in the catalogue's words, and remembers what its pieces meant.
 *
 * @throws Refused('authority.no-return' | 'return.invalid' | 'reveal.too-many')
 */
export async function confirmReturn(
  { staff, caseId, body }: Input<typeof contract.confirmReturn>,
  ports: Ports,
): Promise<Output<typeof contract.confirmReturn>> {
  const { number, sequence, items } = body;
  const { kept, rows, pieces } = await openReturn(caseId, ports);
  if (kept.answer.number !== number || kept.answer.sequence !== sequence) throw new Refused('authority.no-return');
  const reasons = await ports.catalogue.current();
  const faults = faultsOf(items, rows, reasons).map(({ at, fault }) => ({
    field: `items.${at}`,
    message: faultWords(fault),
  }));
  const none = [{ field: 'items', message: '请至少选择一项，并选好原因。' }];
  if (items.length === 0 || faults.length > 0)
    throw new Refused('return.invalid', { fields: items.length === 0 ? none : faults });
  const written = items.flatMap(({ suggestion = '' }) => suggestion || []);
  const isNamed = await ports.transactions.inTransaction(async () => {
    await ports.openCases.lock(caseId);
    const seen = { caseId, staffId: staff.staffId, at: ports.clock.now() };
    return namesValue(written, rows, seen, ports);
  });
  if (isNamed)
    throw new Refused('return.invalid', { fields: [{ field: 'items', message: faultWords('personal-value') }] });
  const flagged = flaggedBy(items, rows, reasons);
  if (!(await ports.authorityAnswers.match({ number, sequence, flagged, by: staff.staffId })))
    throw new Refused('authority.no-return');
  await learn(items, pieces, rows, ports);
  return { flagged: flagged.map((field) => flaggedViewOf(field, rows)) };
}

type Items = Input<typeof contract.confirmReturn>['body']['items'];

async function learn(items: Items, pieces: readonly string[], rows: readonly CheckRow[], ports: Ports): Promise<void> {
  for (const { piece, reasonId } of items) {
    const words = piece === undefined ? undefined : pieces[piece];
    const phrase = words === undefined ? undefined : phraseOf(words, rows);
    if (phrase !== undefined) await ports.authorityPhrases.learn(phrase, reasonId, ports.clock.now());
  }
}

export const listPhrases = async (
  _: Input<typeof contract.listPhrases>,
  { authorityPhrases }: Ports,
): Promise<Output<typeof contract.listPhrases>> => ({ phrases: [...(await authorityPhrases.all())] });

/** From then on the phrase is proposed at once. @throws Refused('authority.phrase-unknown') */
export async function promotePhrase(
  { staff, body: { phrase, reasonId } }: Input<typeof contract.promotePhrase>,
  { authorityPhrases, clock }: Ports,
): Promise<Output<typeof contract.promotePhrase>> {
  if (!(await authorityPhrases.promote(phrase, reasonId, staff.staffId, clock.now())))
    throw new Refused('authority.phrase-unknown');
  return { promoted: true };
}
