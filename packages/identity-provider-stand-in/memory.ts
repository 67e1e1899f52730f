import type { AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  readonly until: number;
}

/**
 * Keeps what a provider issues as long as it runs, which is all that a laptop needs. The library's own memory is for all
 * providers of a process, and warns of itself.
 */
export function memoryOf(now: () => Date): AdapterFactory {
  const kept = new Map<string, Kept>();

  return (model) => {
    const key = (id: string): string => `${model}:${id}`;
    const valid = (item: Kept | undefined) => (item && item.until > now().getTime() ? item.payload : undefined);
    const findBy = (field: 'uid' | 'userCode', value: string) =>
      [...kept].find(([at, { payload }]) => at.startsWith(`${model}:`) && payload[field] === value)?.[1];
    return {
      upsert: async (id, payload, expiresInSeconds) => {
        kept.set(key(id), { payload, until: now().getTime() + expiresInSeconds * 1000 });
      },
      find: async (id) => valid(kept.get(key(id))),
      findByUid: async (uid) => valid(findBy('uid', uid)),
      findByUserCode: async (userCode) => valid(findBy('userCode', userCode)),
      consume: async (id) => {
        const item = kept.get(key(id));
        if (item)
          kept.set(key(id), { ...item, payload: { ...item.payload, consumed: Math.floor(now().getTime() / 1000) } });
      },
      destroy: async (id) => {
        kept.delete(key(id));
      },
      revokeByGrantId: async (grantId) => {
        for (const [at, { payload }] of kept) if (payload.grantId === grantId) kept.delete(at);
      },
    };
  };
}
