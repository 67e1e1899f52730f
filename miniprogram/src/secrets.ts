import { sha256 } from '@noble/hashes/sha2';

const SECRET_BYTES = 32;

/** A secret that this phone makes: 32 random bytes, base64url. */
export async function newSecret(): Promise<string> {
  const { randomValues } = await wx.getRandomValues({ length: SECRET_BYTES });
  return base64url(randomValues);
}

/** SHA-256 of a secret's text, base64url: what the API gets to know of it. WeChat has no digests of its own. */
export function digestOf(secret: string): string {
  const bytes = Uint8Array.from(secret, (letter) => letter.charCodeAt(0));
  return base64url(sha256(bytes).slice().buffer as ArrayBuffer);
}

const base64url = (bytes: ArrayBuffer): string =>
  wx.arrayBufferToBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
