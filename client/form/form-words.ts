import { textOf } from '../filing/preview.ts';
import type { NameOf } from '../kit/code-tables.ts';
import { minuteOf } from '../kit/time.ts';
import type { FormField } from './form-fields.ts';
import type { Choice, Typing } from './form-typing.ts';

const FROM_ELSEWHERE = '已保存。另一台设备改过的内容已载入。';

/** Whether what is typed is saved, and what waits for the network. */
export function saveWords({
  state,
  unsaved,
  changedElsewhere,
  error = '',
  isInTab,
}: Pick<Typing, 'state' | 'unsaved' | 'changedElsewhere' | 'error'> & { readonly isInTab?: boolean }): string {
  const kept = `${unsaved} 项内容${isInTab ? '记在这个页面里，先别关闭它' : '记在这台设备上，不会丢'}`;
  switch (state) {
    case 'untouched':
      // Nothing was typed here, but there is something.
      if (changedElsewhere) return FROM_ELSEWHERE;
      return '每一项都会自动保存，换一台设备登录也能接着填。';
    case 'typing':
      return '停下来就自动保存。';
    case 'saving':
      return '正在保存…';
    case 'saved':
      return changedElsewhere ? FROM_ELSEWHERE : '已保存';
    case 'slow':
      return `网络很慢，还没有存好。${kept}，会接着存。`;
    case 'waiting':
      return `${kept}，连上后自动保存。`;
    default:
      return `没有保存成功。${error}`;
  }
}

/** One of several values of a field as a person chooses between them: the value, and where and when it was typed. */
export const choiceWords = (
  field: Pick<FormField, 'control' | 'choices'>,
  { value, device, at, isOwn }: Choice,
  nameOf: NameOf,
): { readonly text: string; readonly from: string } => ({
  text: textOf(field, value, nameOf),
  from: [isOwn ? '这台设备' : device || '之前保存的', at && minuteOf(at)].filter(Boolean).join('，'),
});
