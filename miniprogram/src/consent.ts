import { type ConsentPurpose, hasConsentFor, versionFor } from '../../client/account/consent.ts';
import { call } from './api.ts';
import type { OpenPage } from './page.ts';

/** Whether the person has agreed to the current text about sensitive data. @throws ApiError */
export async function hasConsent(purpose: ConsentPurpose = 'filing'): Promise<boolean> {
  const { consents } = await call('showMe', {});
  return hasConsentFor(purpose, consents);
}

/** Agrees to it. @throws ApiError */
export async function giveConsent(purpose: ConsentPurpose = 'filing'): Promise<void> {
  await call('giveConsent', { body: { textVersion: versionFor(purpose) } });
}

/** A page whose button agrees: the rules lie behind a link. */
export interface Reading {
  reading: boolean;
}
const open = (reading: boolean) => (page: OpenPage<Reading>) => page.change({ reading });
export const readingHandlers = { read: open(true), closeText: open(false) };
