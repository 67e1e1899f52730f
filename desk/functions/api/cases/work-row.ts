import type * as z from 'zod/mini';
import { standingOf, usedAt } from '../../../domain/cases/case-clock.ts';
import { isHeldBy } from '../../../domain/cases/lease.ts';
import { masked } from '../../../domain/cases/masked.ts';
import { reasonInList, SECOND_VIEW_WORDS } from '../../../domain/cases/queue.ts';
import type { WorkingHours } from '../../../domain/staff/working-time.ts';
import type { WorkRow } from '../../../ports/work-list.ts';
import type { clockView, leaseView, workRow } from './case-schemas.ts';

/** From whose eyes, and at what time, a case is shown. */
export interface Eyes {
  readonly staffId: string;
  readonly now: Date;
  readonly hours: WorkingHours;
}

/** A case as a line of a list. */
export const rowView = (row: WorkRow, eyes: Eyes): z.input<typeof workRow> => ({
  caseId: row.caseId,
  filingId: row.filingId,
  version: row.version,
  state: row.state,
  filingType: row.filingType,
  round: row.round,
  province: row.province,
  domains: [...row.summary.domains],
  organizer: organizerView(row),
  reason: row.keptFor === eyes.staffId && !row.lease ? `先留给你：${reasonInList(row)}` : reasonInList(row),
  risk: row.risk,
  receivedAt: row.receivedAt,
  clock: clockViewOf(row, eyes),
  secondView: row.secondView.map((why) => SECOND_VIEW_WORDS[why]),
  ...leaseViewOf(row, eyes),
});

/** An enterprise's name is public, a person's is masked. */
export const organizerView = ({ summary }: Pick<WorkRow, 'summary'>): string =>
  summary.isPublic ? summary.organizer : masked(summary.organizer, 'name');

function clockViewOf({ clock, dueAt, callAgainAt }: WorkRow, { now, hours }: Eyes): z.input<typeof clockView> {
  const usedMs = Math.round(usedAt(clock, now, hours));
  const { kind } = standingOf(clock, now, hours);
  const { limitMs, pausedFor } = clock;
  return {
    standing: kind,
    limitMs,
    usedMs,
    ...(dueAt && { dueAt }),
    ...(pausedFor && { pausedFor }),
    ...(callAgainAt && { goesOnAt: callAgainAt }),
  };
}

function leaseViewOf({ lease }: WorkRow, { staffId, now }: Eyes): { lease?: z.input<typeof leaseView> } {
  if (!lease || lease.until <= now) return {};
  return { lease: { holder: lease.holder, isMine: isHeldBy(lease, staffId, now), until: lease.until } };
}
