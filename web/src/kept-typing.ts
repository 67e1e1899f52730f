import type { KeptTyping } from '../../client/form/form-typing.ts';

const PREFIX = 'icp-filing.draft.';

/** Deletes everything that only this tab has, for the next user of a shared computer. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

/** What is typed and not saved yet is in the tab's storage: it survives a reload, and ends with the tab. */
export function keptTyping(filingId: string, form: string) {
  const key = `${PREFIX}${filingId}.${form}`;
  return {
    read: (): KeptTyping | undefined => JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined,
    write: (kept: KeptTyping | undefined): void =>
      kept ? sessionStorage.setItem(key, JSON.stringify(kept)) : sessionStorage.removeItem(key),
  };
}

/** What a change was begun with, for whoever wants to choose again in this tab. */
export function keptChoice(filingId: string) {
  const key = `${PREFIX}${filingId}.chosen`;
  return {
    read: (): readonly string[] => JSON.parse(sessionStorage.getItem(key) ?? '[]'),
    write: (fields: readonly string[]): void => sessionStorage.setItem(key, JSON.stringify(fields)),
  };
}
