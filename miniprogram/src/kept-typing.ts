import type { KeptTyping } from '../../client/form/form-typing.ts';

const PREFIX = 'draft.';

/** Forgets what was typed and never saved. */
export function forgetDrafts(): void {
  for (const key of wx.getStorageInfoSync().keys) if (key.startsWith(PREFIX)) wx.removeStorageSync(key);
}

/** What is typed and not saved yet: it survives the end of the program. */
export function keptTyping(filingId: string, form: string) {
  const key = `${PREFIX}${filingId}.${form}`;
  return {
    read: () => (wx.getStorageSync(key) || undefined) as KeptTyping | undefined,
    write: (kept: KeptTyping | undefined) => (kept ? wx.setStorageSync(key, kept) : wx.removeStorageSync(key)),
  };
}
