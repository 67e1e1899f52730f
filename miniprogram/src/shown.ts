import type { Show } from '../../client/kit/shown.ts';

const listeners = new Set<() => void>();

/** A state; each change of one lets the open pages look again. */
export const show: Show = (initial) => {
  const now = { ...initial };
  return {
    now,
    change(part) {
      Object.assign(now, part);
      tellAll();
    },
  };
};

/** Something has changed that a page may show. */
export function tellAll(): void {
  for (const listener of listeners) listener();
}

/** @returns stops listening. */
export function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
