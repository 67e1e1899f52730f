import type { FilingView } from '../../client/calls/messages.ts';
import { actionWords, type FilingAction } from '../../client/filing/filing-actions.ts';

/** Asks again before something is done to a filing as a whole. @returns whether the person wants it */
export async function confirmAction(action: FilingAction, view: FilingView): Promise<boolean> {
  const { title, text } = actionWords(action, view);
  const { confirm } = await wx.showModal({
    title: `${title}？`,
    content: text,
    confirmText: title,
    cancelText: '返回',
  });
  return confirm;
}
