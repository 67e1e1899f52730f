import type { Road } from '../calls/messages.ts';

/** A step of the road, as people read it. */
export interface RoadLine {
  readonly id: Road['steps'][number]['id'];
  readonly label: string;
  readonly state: Road['steps'][number]['state'];
  /** The day, or that the step is going on. */
  readonly when: string | undefined;
  /** What the day rests on. */
  readonly note: string | undefined;
}

/** `2026-12-08` → `12月8日`. */
export const shortDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/**
 * The lines of a road. @param province its everyday name, such as `广东`. @param today the day in Beijing, `YYYY-MM-DD`.
 */
export function roadLines({ now, steps, pastFilings }: Road, province: string, today: string): readonly RoadLine[] {
  return steps.map((step) => ({
    id: step.id,
    label: step.label,
    state: step.state,
    when: whenOf(step, now),
    note: noteOf(step, province, pastFilings, today),
  }));
}

type Step = Road['steps'][number];

function whenOf({ id, state, doneOn, half, by }: Step, now: Road['now']): string | undefined {
  if (state === 'past') return doneOn && shortDay(doneOn);
  if (state === 'returned') return id === 'sms-verification' ? '没有完成' : '要修改';
  // The authority begins it once it has the filing.
  if (state === 'now') return now === 'queued' && id === 'sms-verification' ? '还没开始，等待提交管局' : '进行中';
  if (half) return `预计${shortDay(half)}`;
  return by && `最晚${shortDay(by)}`;
}

function noteOf(step: Step, province: string, pastFilings: number, today: string): string | undefined {
  const { state, by, recent } = step;
  if (state === 'past' || state === 'returned' || by === undefined) return undefined;
  if (by < today) return `比预计的 ${shortDay(by)} 晚，仍在进行，不用重新提交`;
  if (step.id === 'approved')
    return `${recent || step.half ? '九成在' : '最晚'}${shortDay(by)}${step.half ? '前有结果' : '有结果'}`;
  if (recent)
    return `近一年${province} ${pastFilings} 份里，一半在 ${recent.half} 个工作日内，九成在 ${recent.nineOfTen} 个工作日内`;
  return state === 'now' ? `按规定最晚${shortDay(by)}` : '按规定的最长时间估计';
}
