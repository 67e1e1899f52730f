import { ref, watch } from 'vue';
import { CONSENT_TEXT_VERSION } from '../../client/account/consent.ts';
import { call } from './api.ts';
import { isSignedIn } from './session.ts';

/** Whether the person has agreed to the current text; undefined until it is known. */
export const hasConsent = ref<boolean>();

watch(isSignedIn, () => {
  hasConsent.value = undefined;
});

/** Asks whether the person has agreed. @throws ApiError */
export async function loadConsent(): Promise<void> {
  const { consents } = await call('showMe', {});
  hasConsent.value = consents.some(
    ({ textVersion, withdrawnAt }) => textVersion === CONSENT_TEXT_VERSION && withdrawnAt === undefined,
  );
}

/** Agrees to the current text. @throws ApiError */
export async function agree(): Promise<void> {
  await call('giveConsent', { body: { textVersion: CONSENT_TEXT_VERSION } });
  hasConsent.value = true;
}
