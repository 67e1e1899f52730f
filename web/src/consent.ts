import { ref, watch } from 'vue';
import { type ConsentPurpose, hasConsentFor, versionFor } from '../../client/account/consent.ts';
import { call } from './api.ts';
import { isSignedIn } from './session.ts';

/** Whether the person has agreed to the current text; undefined until it is known. */
export const hasConsent = ref<boolean>();
/** The same of the text for records. */
export const hasRecordConsent = ref<boolean>();

watch(isSignedIn, () => {
  hasConsent.value = undefined;
  hasRecordConsent.value = undefined;
});

/** Asks whether the person has agreed. @throws ApiError */
export async function loadConsent(): Promise<void> {
  const { consents } = await call('showMe', {});
  hasConsent.value = hasConsentFor('filing', consents);
  hasRecordConsent.value = hasConsentFor('record', consents);
}

/** Agrees to the current text. @throws ApiError */
export async function agree(purpose: ConsentPurpose): Promise<void> {
  await call('giveConsent', { body: { textVersion: versionFor(purpose) } });
  hasRecordConsent.value = true;
  if (purpose === 'filing') hasConsent.value = true;
}
