import type { StaffCaller } from '../../../../contracts/desk/staff-caller.ts';
import type { Input } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { coveredWords, phraseOf, piecesOf, proposalsFor } from '../../../domain/authority/authority-words.ts';
import type { CheckRow } from '../../../domain/cases/checklist.ts';
import { faultWords } from '../../../domain/cases/reasons.ts';
import type { KeptAnswer } from '../../../ports/submissions.ts';
import type { WorkRow } from '../../../ports/work-list.ts';
import { requireConfirmed } from '../cases/confirmed-words.ts';
import { itemsOf } from '../cases/decide.ts';
import { flaggedViewOf, labelOf } from '../cases/decision-view.ts';
import { namesValue, noteOpening } from '../cases/gate.ts';
import { wholeCase } from '../cases/whole-case.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';
import type { UseCase } from '../use-case.ts';

interface OpenReturn {
  readonly kept: KeptAnswer;
  readonly row: WorkRow;
  readonly rows: readonly CheckRow[];
  readonly pieces: readonly string[];
}

/**
 * A return that waits to be matched. Somebody has typed its words: that a name in them is covered, or keeps them from being learnt, tells
 * that it is of the case.
 *
 * @throws Refused('authority.no-return') when nothing waits; Refused('reveal.too-many')
 */
async function openReturn(caseId: string, staff: StaffCaller, ports: Ports): Promise<OpenReturn> {
  const kept = await ports.authorityAnswers.returnOf(caseId);
  const row = kept && (await ports.openCases.find(caseId));
  if (!kept || !row) throw new Refused('authority.no-return');
  const { rows } = await wholeCase(row, ports);
  const { words = '' } = kept.answer;
  await areNamed([coveredWords(words, [])], { caseId, staff, rows }, ports);
  return { kept, row, rows, pieces: piecesOf(words) };
}

/** Whether texts name a masked value of the case, counted and noted. @throws Refused('authority.no-return' | 'reveal.too-many') */
const areNamed = (
  texts: readonly string[],
  { caseId, staff, rows }: Pick<OpenReturn, 'rows'> & { readonly caseId: string; readonly staff: StaffCaller },
  ports: Ports,
): Promise<boolean> =>
  ports.transactions.inTransaction(async () => {
    const found = await ports.openCases.lock(caseId);
    if (!found) throw new Refused('authority.no-return');
    return namesValue(texts, rows, { found, staff, at: ports.clock.now() }, ports);
  });

/**
 * What the authority says, with personal values covered, and what it may mean.
 *
 * @throws Refused('authority.no-return' | 'reveal.too-many')
 */
export const showReturn: UseCase<'showReturn'> = async ({ staff, caseId }, ports) => {
  const { kept, row: found, rows, pieces } = await openReturn(caseId, staff, ports);
  await noteOpening(found, staff.staffId, await ports.auditReader.entriesOf(caseId), ports);
  const { number, sequence, kind, at, words = '' } = kept.answer;
  const { proposesAfter } = await ports.authoritySettings.current();
  const learnt = await ports.authorityPhrases.all();
  const proposals = proposalsFor(pieces, rows, await ports.catalogue.current(), { learnt, proposesAfter });
  return {
    number,
    sequence,
    kind,
    at,
    words: coveredWords(words, rows),
    proposals: proposals.map(({ piece, field, reasonId, likeness }) => ({
      piece: coveredWords(piece, rows),
      ...(field !== undefined && { row: field, label: labelOf(field, rows) }),
      ...(reasonId !== undefined && { reasonId }),
      likeness,
    })),
    rows: rows.map(({ path }) => ({ row: path, label: labelOf(path, rows) })),
  };
};

/**
 * Makes a verdict of a return, in the catalogue's words, and remembers what its pieces meant.
 *
 * @throws Refused('authority.no-return' | 'return.invalid' | 'words.to-confirm' | 'reveal.too-many')
 */
export const confirmReturn: UseCase<'confirmReturn'> = async ({ staff, caseId, body }, ports) => {
  const { number, sequence, items } = body;
  const open = await openReturn(caseId, staff, ports);
  const { kept, rows } = open;
  if (kept.answer.number !== number || kept.answer.sequence !== sequence) throw new Refused('authority.no-return');
  const flagged = await itemsOf(items, 'return', rows, ports);
  const written = items.flatMap(({ suggestion = '' }) => suggestion || []);
  const words = items.map(({ suggestion }, index) => [`items.${index}.suggestion`, suggestion]);
  requireConfirmed(Object.fromEntries(words), body.confirmsWords);
  if (await areNamed(written, { caseId, staff, rows }, ports))
    throw new Refused('return.invalid', { fields: [{ field: 'items', message: faultWords('personal-value') }] });
  if (!(await ports.authorityAnswers.match({ number, sequence, flagged, by: staff.staffId })))
    throw new Refused('authority.no-return');
  await learn(items, open, ports);
  return { flagged: flagged.map((field) => flaggedViewOf(field, rows)) };
};

type Items = Input<typeof contract.confirmReturn>['body']['items'];

async function learn(items: Items, { row: { filingId }, rows, pieces }: OpenReturn, ports: Ports): Promise<void> {
  for (const { piece, reasonId } of items) {
    const words = piece === undefined ? undefined : pieces[piece];
    const phrase = words === undefined ? undefined : phraseOf(words, rows);
    if (phrase !== undefined) await ports.authorityPhrases.learn(phrase, reasonId, filingId, ports.clock.now());
  }
}

export const listPhrases: UseCase<'listPhrases'> = async (_, { authorityPhrases }) => ({
  phrases: [...(await authorityPhrases.all())],
});

/** From then on the phrase is proposed at once. @throws Refused('authority.phrase-unknown') */
export const promotePhrase: UseCase<'promotePhrase'> = async (
  { staff, body: { phrase, reasonId } },
  { authorityPhrases, clock },
) => {
  if (!(await authorityPhrases.promote(phrase, reasonId, staff.staffId, clock.now())))
    throw new Refused('authority.phrase-unknown');
  return { promoted: true };
};
