import type { ObjectStore } from '../../../platform/ports/object-store.ts';

/** Keeps objects in memory: for what is read, written and linked to. */
export function memoryStore() {
  const objects = new Map<string, Buffer>();
  const store: Pick<ObjectStore, 'read' | 'write' | 'readLink' | 'remove'> = {
    read: async (key) => objects.get(key),
    write: async (key, body) => void objects.set(key, body),
    readLink: async (key) => `https://store.example/${key}`,
    remove: async (key) => void objects.delete(key),
  };
  return { objects, store: store as ObjectStore };
}
