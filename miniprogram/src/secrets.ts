import { sha256 } from '@noble/hashes/sha2';
import type { HandOverPass } from '../../client/liveness/own-check.ts';

const SECRET_BYTES = 32;

/** A secret that this phone makes: 32 random bytes, base64url. */
export async function newSecret(): Promise<string> {
  const { randomValues } = await wx.getRandomValues({ length: SECRET_BYTES });
  return base64url(randomValues);
}

/** A secret that this phone made for one purpose, and keeps. */
export async function secretOfPhone(place: string): Promise<string> {
  const secret = (wx.getStorageSync(place) as string) || (await newSecret());
  wx.setStorageSync(place, secret);
  return secret;
}

/**
 * The token of a card that was opened, and the secret that this phone made for it. It stays the same one when the page is
 * opened again. @param place where it is kept; one card at a time
 */
export async function passFor(place: string, token: string): Promise<HandOverPass> {
  const kept = wx.getStorageSync(place) as HandOverPass | '';
  if (kept && kept.token === token) return kept;
  const pass = { token, device: await newSecret() };
  wx.setStorageSync(place, pass);
  return pass;
}

/** SHA-256 of a secret's text, base64url: what the API gets to know of it. WeChat has no digests of its own. */
export function digestOf(secret: string): string {
  const bytes = Uint8Array.from(secret, (letter) => letter.charCodeAt(0));
  return base64url(sha256(bytes).slice().buffer as ArrayBuffer);
}

const base64url = (bytes: ArrayBuffer): string =>
  wx.arrayBufferToBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
