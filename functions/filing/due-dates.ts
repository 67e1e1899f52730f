import chineseDays from 'chinese-days';
import { addDays, beijingDay } from '../../shared/domain/beijing-time.ts';
import { provinceOf } from '../../shared/domain/data/provinces.ts';
import type { FilingState } from '../../shared/domain/filing-machine.ts';

/** A day until which somebody must act, and who and what. */
export interface Due {
  readonly day: string;
  readonly label: string;
}

/** Most authorities promise an answer within this many working days; 浙江 takes longer (PR-08). */
const AUTHORITY_WORKDAYS = 20;

/** The day `count` working days after `from`, by the holiday calendar of the State Council. */
export function addWorkdays(from: string, count: number): string {
  let day = from;
  for (let left = count; left > 0; left -= chineseDays.isWorkday(day) ? 1 : 0) day = addDays(day, 1);
  return day;
}

/** Until when the next step is due (PR-03, PR-06, PR-08, PR-11, FT-28). Undefined when nothing is due. */
export function dueOf(state: FilingState, since: Date, region: string): Due | undefined {
  const day = beijingDay(since);
  switch (state) {
    case 'draft':
      return { day: addDays(day, 30), label: '草稿保留至这一天，请在此之前提交' };
    case 'submitted':
      return { day: addWorkdays(day, 1), label: '预计在这一天前完成初审，请保持电话畅通' };
    case 'returned':
    case 'authority-returned':
      return { day: addDays(day, 45), label: '请在这一天前修改并重新提交' };
    case 'sms-verification':
      return { day: addDays(day, 1), label: '请在收到短信后24小时内完成核验' };
    case 'authority-review':
      return {
        day: addWorkdays(day, provinceOf(region)?.reviewWorkdays ?? AUTHORITY_WORKDAYS),
        label: '管局一般在这一天前完成审核',
      };
    default:
      return undefined;
  }
}
