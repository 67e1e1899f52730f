import { computed, shallowReactive } from 'vue';
import type { Documents } from '../../client/documents/documents.ts';
import { documents } from './documents.ts';
import { heard, isOffline } from './network.ts';

/** Pause in milliseconds before the network is tried again: browsers don't always notice that it is back. */
const TRY_EVERY_MS = 10_000;

/** By form, how many of its fields wait for the network. */
const fields = shallowReactive(new Map<string, number>());

/** Tells how many fields of a form wait for the network. */
export function tellWaitingFields(form: string, count: number): void {
  if (count > 0) fields.set(form, count);
  else fields.delete(form);
}

/** Whose files may wait: the documents of filings, and what this phone was asked to photograph. */
const stores = shallowReactive(new Set<Documents<File>>([documents]));

/** Goes on with the uploads of one more store when the network is back. @returns stops that. */
export function watchUploads(store: Documents<File>): () => void {
  stores.add(store);
  return () => stores.delete(store);
}

const files = (state: 'sending' | 'waiting'): number =>
  [...stores].reduce((sum, store) => sum + store.unsent()[state], 0);

/** What waits for the network. */
export const unsent = computed(() => ({
  files: files('waiting'),
  fields: [...fields.values()].reduce((sum, count) => sum + count, 0),
}));

/** Whether a file or a field is not stored yet. */
export const hasUnsent = (): boolean => files('sending') + unsent.value.files + unsent.value.fields > 0;

const resume = (): void => {
  if (isOffline.value) void heard(fetch('./config.json', { method: 'HEAD', cache: 'no-store' })).catch(() => {});
  for (const store of stores) if (store.unsent().waiting > 0) void store.resume();
};

/** Goes on with uploads when the network is back, and asks before a page is closed that has files to send. */
export function watchNetwork(): void {
  addEventListener('online', resume);
  addEventListener('offline', () => {
    isOffline.value = true;
  });
  setInterval(resume, TRY_EVERY_MS);
  // Photos are kept nowhere else: a browser's storage would keep them for whoever uses it next.
  addEventListener('beforeunload', (event) => {
    if (files('sending') + unsent.value.files > 0) event.preventDefault();
  });
}
