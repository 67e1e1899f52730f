import { Refused } from './api.ts';
import { query, settings } from './program.ts';

const LARGEST_BYTES = 1024 * 1024;
/** Each person has a phone of their own. */
const prefix = `mini-program:${settings.appId}:${query.person}:`;

function set(key: string, data: unknown): void {
  const text = JSON.stringify(data) ?? '""';
  if (text.length > LARGEST_BYTES) throw new Refused('entry size limit reached');
  localStorage.setItem(prefix + key, text);
}

/** A blank text where nothing is stored, as in WeChat. */
function get(key: string): unknown {
  const text = localStorage.getItem(prefix + key);
  return text === null ? '' : JSON.parse(text);
}

const keys = (): string[] =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
const remove = (key: string): void => localStorage.removeItem(prefix + key);

/** `wx.setStorageSync` and its relatives, over the browser's storage; at most 1 MiB a key. */
export const storageFunctions = {
  setStorageSync: set,
  getStorageSync: get,
  removeStorageSync: remove,
  getStorageInfoSync: () => ({ keys: keys(), currentSize: 0, limitSize: 10_240 }),
};
