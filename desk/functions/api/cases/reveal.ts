import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { CheckRow } from '../../../domain/cases/checklist.ts';
import { isHeldBy } from '../../../domain/cases/lease.ts';
import { type ClearThing, isCounted, subjectOf } from '../../../domain/oversight/clear-values.ts';
import type { UseCase } from '../use-case.ts';
import { labelOf } from './decision-view.ts';
import { linkTo, looksOn, mayLook, newViewKey, pass, writeView } from './gate.ts';
import { type WholeCase, wholeCase } from './whole-case.ts';

/**
 * Shows values in clear for a minute: behind a link, never in a reply. One row, with what the other sources have instead; or, without
 * a row, all that a check is made of, names and addresses, to whoever has the case in hand, and in a call the last four digits that
 * the applicant is to say. Who looked is in the case's chain before the link exists.
 *
 * @throws Refused('case.unknown' | 'case.not-yours' | 'case.row-unknown') and as `pass`; Failed('object-store', …)
 */
export const reveal: UseCase<'reveal'> = async ({ staff, caseId, body }, ports) => {
  const { clock, openCases, transactions } = ports;
  const { row: path, isCall = false, reason } = body;
  const objectKey = newViewKey(ports);
  const { values, shown } = await transactions.inTransaction(async () => {
    const at = clock.now();
    const found = mayLook(await openCases.lock(caseId), staff, at);
    if (path === undefined && !isHeldBy(found.lease, staff.staffId, at)) throw new Refused('case.not-yours');
    const whole = await wholeCase(found, ports);
    const clear = path === undefined ? valuesOfCheck(whole, isCall) : [namedValue(whole, path)];
    for (const { thing, values: row } of clear) {
      const facts = { row: row.row, what: labelOf(row.row, whole.rows), subject: subjectOf(row.row, whole.contents) };
      await pass({ found, staff, at, thing, row: row.row, facts, reason, objectKey }, ports);
    }
    return { values: clear.map((look) => look.values), shown: await looksOn(at, staff.staffId, ports) };
  });
  await writeView(objectKey, Buffer.from(JSON.stringify({ rows: values })), 'application/json', ports);
  return { view: await linkTo(objectKey, ports), revealsToday: shown };
};

interface Shown {
  readonly thing: ClearThing;
  /** Of a row, and under the name of each source that has another. */
  readonly values: { readonly row: string; readonly value: string; readonly [source: string]: string | undefined };
}

const shownRow = ({ path: row, value, read, register, record, earlier }: CheckRow, thing: ClearThing): Shown => ({
  thing,
  values: { row, value, read: read?.value, register: register?.value, record: record?.value, earlier },
});

function namedValue({ rows }: WholeCase, path: string): Shown {
  const field = rows.find((checkRow) => checkRow.path === path);
  if (!field?.personal) throw new Refused('case.row-unknown');
  return shownRow(field, field.personal);
}

const LAST_DIGITS = 4;

const valuesOfCheck = ({ rows }: WholeCase, isCall: boolean): readonly Shown[] =>
  rows.flatMap((checkRow) => {
    const { path: row, personal, value } = checkRow;
    if (personal === undefined || value === '') return [];
    if (!isCounted(personal, true)) return shownRow(checkRow, personal);
    const isSaid = isCall && row === 'principal.idNumber';
    return isSaid ? { thing: 'last-digits', values: { row, value: value.slice(-LAST_DIGITS) } } : [];
  });
