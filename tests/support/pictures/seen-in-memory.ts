import type { SeenMessages } from '../../../platform/ports/seen-messages.ts';

/** Signed messages without a database, for tests of the edge alone. */
export function seenInMemory(): SeenMessages {
  const seen = new Map<string, string>();
  return {
    async note(id, contentHash) {
      const before = seen.get(id);
      if (before) return before === contentHash ? 'again' : 'other';
      seen.set(id, contentHash);
      return 'new';
    },
  };
}
