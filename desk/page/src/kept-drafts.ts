import { type EffectScope, effectScope, reactive, watch } from 'vue';

/** Drafts by case that stay while the tab is open, also when the page is loaded anew. */
export interface KeptDrafts<T extends object> {
  /** The draft of a case, which may be changed in place. */
  of(caseId: string): T[];
  forget(caseId: string): void;
  /** Whoever signs out leaves nothing for the next person. */
  forgetAll(): void;
}

/** @param prefix of the keys in the tab's storage. @param isReadable whether something that was kept is such an item. */
export function keepDrafts<T extends object>(prefix: string, isReadable: (item: Partial<T>) => boolean): KeptDrafts<T> {
  const drafts = new Map<string, { readonly items: T[]; readonly keeping: EffectScope }>();

  /** What this tab has kept; nothing of what can't be read. */
  function kept(caseId: string): T[] {
    try {
      const found: unknown = JSON.parse(sessionStorage.getItem(prefix + caseId) ?? '[]');
      return Array.isArray(found) ? found.filter((item) => item && isReadable(item)) : [];
    } catch {
      return [];
    }
  }
  function forget(caseId: string): void {
    drafts.get(caseId)?.keeping.stop();
    drafts.delete(caseId);
    sessionStorage.removeItem(prefix + caseId);
  }

  return {
    of(caseId) {
      const known = drafts.get(caseId);
      if (known) return known.items;
      const items = reactive(kept(caseId)) as T[];
      // It belongs to no component: it is kept also after the page that began it.
      const keeping = effectScope(true);
      keeping.run(() =>
        watch(items, () => sessionStorage.setItem(prefix + caseId, JSON.stringify(items)), { flush: 'sync' }),
      );
      drafts.set(caseId, { items, keeping });
      return items;
    },
    forget,
    forgetAll() {
      for (const caseId of drafts.keys()) forget(caseId);
      for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
    },
  };
}
