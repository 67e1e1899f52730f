import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { REFUSALS, Refused } from '../../../../contracts/kit/refusal.ts';
import { ANSWER_LABELS } from '../../../domain/authority/authority.ts';
import { type PastedAnswer, readAnswers } from '../../../domain/authority/pasted-answers.ts';
import { organizerView } from '../cases/work-row.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';
import { invalid, keepAnswer } from './authority.ts';

type Result = Output<typeof contract.typeAnswers>['lines'][number];
type Staff = Input<typeof contract.typeAnswers>['staff'];

const MOST_LINES = 100;

/** Ends the transaction of a preview, so that nothing of it is kept. */
class Preview extends Error {
  constructor(readonly found: Found) {
    super('preview');
  }
}

/**
 * Types what the authority has answered of many filings, each line by itself: one that is refused stops no other. A preview says
 * what each line would do, and keeps nothing.
 *
 * @throws Refused('request.invalid') for a table that is too long
 */
export async function typeAnswers(
  { staff, body: { isPreview, table } }: Input<typeof contract.typeAnswers>,
  ports: Ports,
): Promise<Output<typeof contract.typeAnswers>> {
  const lines = readAnswers(table);
  if (lines.length > MOST_LINES)
    throw invalid([{ field: 'table', message: `一次最多 ${MOST_LINES} 行，请分几次粘贴。` }]);
  const results: Result[] = [];
  for (const { line, answer, problem } of lines) {
    if (!answer) {
      results.push({ line, ...NOTHING, message: problem });
      continue;
    }
    const { number, kind } = answer;
    const isAgain = results.some((result) => result.number === number);
    const found = isAgain ? { ...NOTHING, message: AGAIN } : await typeLine(staff, answer, isPreview, ports);
    results.push({ line, number, kind, label: ANSWER_LABELS[kind], ...found });
    if (found.message === undefined && !isPreview) await ports.authorityAnswers.apply(number);
  }
  return { lines: results };
}
const AGAIN = '这个编号前面已经有一行，一次只录一个结果。';
const NOTHING = { domains: [], subject: '' };

/** Whose answer a line is, or why it is refused. */
type Found = Pick<Result, 'domains' | 'subject' | 'sequence' | 'message'>;

async function typeLine(staff: Staff, answer: PastedAnswer, isPreview: boolean, ports: Ports): Promise<Found> {
  try {
    return await ports.transactions.inTransaction(async () => {
      const found = await keepLine(staff, answer, ports);
      if (isPreview) throw new Preview(found);
      return found;
    });
  } catch (error) {
    if (error instanceof Preview) return error.found;
    if (!(error instanceof Refused)) throw error;
    const { fields } = error.facts;
    const said = Array.isArray(fields) ? fields.map(({ message }) => message) : [];
    return { ...NOTHING, message: said.join('') || REFUSALS[error.refusal] };
  }
}

/** Call it in a transaction. @throws Refused as `keepAnswer`, and 'case.tied' */
async function keepLine(
  staff: Staff,
  { number, kind, words, numbers = [] }: PastedAnswer,
  ports: Ports,
): Promise<Found> {
  const submission = await ports.submissions.ofNumber(number);
  if (!submission) throw new Refused('authority.unknown');
  const { caseId } = submission;
  if (await ports.declaredTies.isTied(staff.staffId, caseId)) throw new Refused('case.tied');
  const given =
    kind === 'approved' ? numbersOf(numbers, (await ports.openCases.contents(caseId))?.websites ?? []) : undefined;
  const { row, sequence } = await keepAnswer(staff, caseId, { number, kind, words, numbers: given }, ports);
  return { domains: [...row.summary.domains], subject: organizerView(row), sequence };
}

/** A line has the organizer's number, then one for each website in its order; the organizer's may be left out. */
function numbersOf(numbers: readonly string[], websites: readonly { readonly id: string }[]) {
  if (numbers.length === 0) return undefined;
  const ofWebsites = numbers.filter((number) => number.includes('-'));
  if (ofWebsites.length !== websites.length) {
    const message = `这份备案有 ${websites.length} 个网站，这一行有 ${ofWebsites.length} 个网站备案号。`;
    throw invalid([{ field: 'numbers', message }]);
  }
  const organizer = numbers.find((number) => !number.includes('-')) ?? ofWebsites[0]?.split('-')[0] ?? '';
  return { organizer, websites: Object.fromEntries(websites.map(({ id }, place) => [id, ofWebsites[place] ?? ''])) };
}
