import { provinceOf } from '../../contracts/data/provinces.ts';
import { addDays, beijingDay } from '../../contracts/kit/beijing-time.ts';
import { addWorkdays } from '../../shared/application/workdays.ts';
import type { FilingState } from '../../shared/domain/filing/machine.ts';
import {
  CORRECTION_DAYS,
  DRAFT_DAYS,
  INITIAL_REVIEW_WORKDAYS,
  QUEUE_WORKDAYS,
  SMS_HOURS,
  smsEndsAt,
} from '../../shared/domain/filing/process-steps.ts';

/** A deadline, and what is due by then. */
export interface Due {
  readonly day: string;
  /** Set when the deadline is a time of day. */
  readonly at?: Date;
  readonly label: string;
}

/** Working days in which most authorities promise an answer; 浙江 takes longer (PR-08). */
export const AUTHORITY_WORKDAYS = 20;

/** Deadline of the next step (PR-03, PR-04, PR-06, PR-08, PR-11, FT-28). Undefined when nothing is due. */
export function dueOf(state: FilingState, since: Date, region: string): Due | undefined {
  const day = beijingDay(since);
  switch (state) {
    case 'draft':
      return { day: addDays(day, DRAFT_DAYS), label: '草稿保留至这一天，请在此之前提交' };
    case 'submitted':
      return { day: addWorkdays(day, INITIAL_REVIEW_WORKDAYS), label: '预计在这一天前完成初审，请保持电话畅通' };
    case 'returned':
    case 'authority-returned':
      return { day: addDays(day, CORRECTION_DAYS), label: '请在这一天前修改并重新提交' };
    case 'queued':
      return { day: addWorkdays(day, QUEUE_WORKDAYS), label: '一般在这一天前提交管局' };
    case 'sms-verification': {
      const at = smsEndsAt(since);
      return { day: beijingDay(at), at, label: `请在${SMS_HOURS}小时内使用工信部短信验证码完成核验` };
    }
    case 'authority-review':
      return {
        day: addWorkdays(day, provinceOf(region)?.reviewWorkdays ?? AUTHORITY_WORKDAYS),
        label: '管局一般在这一天前完成审核',
      };
    default:
      return undefined;
  }
}
