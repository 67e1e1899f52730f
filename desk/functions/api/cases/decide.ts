import { may } from '../../../../contracts/desk/rights.ts';
import type { Input } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { Amendment } from '../../../../contracts/review-desk/amendment.ts';
import {
  amendmentFaults,
  amendmentFaultWords,
  amendmentsOf,
  type WrittenAmendment,
} from '../../../domain/cases/amendment.ts';
import type { CheckRow } from '../../../domain/cases/checklist.ts';
import { type DecisionKind, type ReasonedField, sendsAt } from '../../../domain/cases/decision.ts';
import type { ReviewPackage } from '../../../domain/cases/package.ts';
import { faultsOf, faultWords, flaggedBy, type ReasonKind, type ReturnItem } from '../../../domain/cases/reasons.ts';
import { missingToAccept } from '../../../domain/staff/work-rules.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';
import type { UseCase } from '../use-case.ts';
import { requireConfirmed } from './confirmed-words.ts';
import { decisionViewOf, flaggedViewOf } from './decision-view.ts';
import { namesValue } from './gate.ts';
import { type HeldCase, workAt } from './held-case.ts';
import { wholeCase } from './whole-case.ts';

type Chosen = 'returned' | 'declined';
const REASONS_OF = { returned: 'return', declined: 'decline' } as const satisfies Record<Chosen, ReasonKind>;

/** Whoever is asked to look first looks at one row, before they see what the first one recommends. */
const NO_ROW = { fields: [{ field: 'askedRow', message: '请选择请同事看的那一项。' }] };

/** What is returned, the applicant mends themselves. */
const AMENDS_NO_RETURN = { fields: [{ field: 'amendments', message: '只有通过时可以更正。退回的请申请人修改。' }] };

/**
 * What the applicant will read, for whoever has the case in hand. No value that is masked is compared.
 *
 * @throws Refused('return.invalid') with the items, and as `workAt`.
 */
export const previewReturn: UseCase<'previewReturn'> = (input, ports) =>
  workAt(input, ports, async ({ row }) => {
    const { items, kind = 'returned' } = input.body;
    const { rows } = await wholeCase(row, ports);
    const flagged = await itemsOf(items, REASONS_OF[kind], rows, ports);
    return { flagged: flagged.map((field) => flaggedViewOf(field, rows)) };
  });

/**
 * Decides on a case. It can be taken back for as long as the settings say; where two must agree it waits for the second. To
 * decline takes a right of its own.
 *
 * @throws Refused('case.changed' | 'case.unjudged' | 'return.invalid' | 'amendment.invalid' | 'words.to-confirm' | 'staff.no-right' |
 * 'reveal.too-many') and as `workAt`.
 */
export const decide: UseCase<'decide'> = async (input, ports) => {
  const outcome = await workAt(input, ports, (held) => decideHeld(input, held, ports));
  if (outcome instanceof Refused) throw outcome;
  return outcome;
};

async function decideHeld(input: Input<typeof contract.decide>, held: HeldCase, ports: Ports) {
  const { caseId, staff, body } = input;
  const { version, kind, items = [], amendments = [], comment, asksSecondView, askedRow } = body;
  const { row, now, settings } = held;
  if (kind === 'declined' && !may(staff.roles, 'decline-case')) throw new Refused('staff.no-right');
  if (row.state !== 'open') throw new Refused('case.decided');
  if (row.version !== version) throw new Refused('case.changed');
  const { contents, rows } = await wholeCase(row, ports);
  if (asksSecondView && !rows.some(({ path }) => path === askedRow)) throw new Refused('request.invalid', NO_ROW);
  await requireReady(kind, rows, input, ports);
  const flagged = kind === 'accepted' ? [] : await itemsOf(items, REASONS_OF[kind], rows, ports);
  const amended = checkedAmendments(kind, amendments, contents);
  const written = [
    ...items.flatMap(({ suggestion = '' }) => suggestion || []),
    ...amendments.flatMap(({ after, reason }) => [after, reason]),
  ];
  requireConfirmed(
    Object.fromEntries([
      ...items.map(({ suggestion }, index) => [`items.${index}.suggestion`, suggestion]),
      ...amendments.map(({ reason }, index) => [`amendments.${index}.reason`, reason]),
    ]),
    body.confirmsWords,
  );
  if (await namesValue(written, rows, { found: row, staff, at: now }, ports)) return namedIn(kind);
  const id = ports.ids.uuid();
  const state = await ports.decisions.decide({
    id,
    caseId,
    kind,
    flagged,
    amendments: amended,
    comment,
    asksSecondView,
    ...(asksSecondView && { askedRow }),
    decidedBy: staff.staffId,
    decidedAt: now,
    sendsAt: sendsAt(now, settings.undoSeconds),
  });
  if (!state) throw new Refused('case.decided');
  const decision = await ports.decisions.latestOf(caseId);
  if (!decision) throw new Error('a decision that was just kept is gone');
  return decisionViewOf(decision, rows);
}

/** Without the place: whoever tries values learns no more than that one of them is right. */
const namedIn = (kind: DecisionKind): Refused =>
  kind === 'accepted'
    ? new Refused('amendment.invalid', {
        fields: [{ field: 'amendments', message: amendmentFaultWords('personal-value') }],
      })
    : new Refused('return.invalid', { fields: [{ field: 'items', message: faultWords('personal-value') }] });

/** @throws Refused('amendment.invalid') with what is wrong with which amendment. */
function checkedAmendments(
  kind: DecisionKind,
  written: readonly WrittenAmendment[],
  contents: ReviewPackage,
): readonly Amendment[] {
  if (written.length > 0 && kind !== 'accepted') throw new Refused('amendment.invalid', AMENDS_NO_RETURN);
  const fields = amendmentFaults(written, contents).map(({ at, fault }) => ({
    field: `amendments.${at}`,
    message: amendmentFaultWords(fault),
  }));
  if (fields.length > 0) throw new Refused('amendment.invalid', { fields });
  return amendmentsOf(written, contents);
}

/** Before a case is accepted, every row is judged. */
async function requireReady(
  kind: DecisionKind,
  rows: readonly CheckRow[],
  { caseId, staff }: Input<typeof contract.decide>,
  { judgements }: Ports,
): Promise<void> {
  if (kind !== 'accepted') return;
  const own = (await judgements.ofCase(caseId)).filter(({ staffId }) => staffId === staff.staffId);
  const missing = missingToAccept(rows, own);
  if (missing.length > 0) throw new Refused('case.unjudged', { missing: missing.join('；') });
}

/** @throws Refused('return.invalid') with what is wrong with which item. */
export async function itemsOf(
  items: readonly ReturnItem[],
  kind: ReasonKind,
  rows: readonly CheckRow[],
  { catalogue }: Pick<Ports, 'catalogue'>,
): Promise<readonly ReasonedField[]> {
  const reasons = await catalogue.current();
  const faults = faultsOf(items, rows, reasons, kind);
  const fields = faults.map(({ at, fault }) => ({ field: `items.${at}`, message: faultWords(fault) }));
  const none = [{ field: 'items', message: '请至少选择一项，并选好原因。' }];
  if (items.length === 0 || fields.length > 0)
    throw new Refused('return.invalid', { fields: items.length === 0 ? none : fields });
  return flaggedBy(items, rows, reasons);
}
