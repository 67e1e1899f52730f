import type { Progress } from '../calls/messages.ts';
import { minuteOf } from '../kit/time.ts';

/** What a reviewer corrected without a return, old beside new. */
export function amendedWords({ amendments = [], state }: Pick<Progress, 'amendments' | 'state'>) {
  if (amendments.length === 0) return undefined;
  const mayStillMend = state === 'returned' || state === 'authority-returned' || state === 'draft';
  return {
    title: '审核人员更正了什么',
    items: amendments.map(({ name, domain, before, after, reason, at }) => ({
      name: `${name}（${domain}）`,
      before,
      after,
      reason,
      time: minuteOf(at),
    })),
    next: mayStillMend
      ? '不同意的，可以在表单里改。'
      : '备案按更正后的内容办理。不同意的，请联系接入商；备案成功以后，也可以用变更备案改。',
  };
}
