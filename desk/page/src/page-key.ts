/** The secret that goes with every call beside the cookie. It stands in no reply, so no other site can know it. */
const KEY = 'icp-desk.page-key';
const BYTES = 32;

const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export const pageKey = (): string | undefined => localStorage.getItem(KEY) ?? undefined;
export const forgetPageKey = (): void => localStorage.removeItem(KEY);

/** Makes a new secret for all tabs of this browser. @returns its SHA-256, base64url. */
export async function newPageKey(): Promise<string> {
  const key = base64Url(crypto.getRandomValues(new Uint8Array(BYTES)));
  localStorage.setItem(KEY, key);
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key))));
}
