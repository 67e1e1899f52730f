import { CONSENT_TEXT_VERSION } from '../../client/account/consent.ts';
import { call } from './api.ts';

/** Whether the person has agreed to the current text about sensitive data. @throws ApiError */
export async function hasConsent(): Promise<boolean> {
  const { consents } = await call('showMe', {});
  return consents.some(({ textVersion, withdrawnAt }) => textVersion === CONSENT_TEXT_VERSION && !withdrawnAt);
}

/** Agrees to it. @throws ApiError */
export async function giveConsent(): Promise<void> {
  await call('giveConsent', { body: { textVersion: CONSENT_TEXT_VERSION } });
}
