import { computed, effectScope, ref, watch } from 'vue';
import { firstCertificateOf } from '../../client/documents/first-certificate.ts';
import { type CheckInput, type Checking, createChecking } from '../../client/eligibility/checking.ts';
import { earlyMessages } from '../../client/eligibility/eligibility-typing.ts';
import { call } from './api.ts';
import { documents } from './documents.ts';
import { isSignedIn } from './session.ts';
import { shown } from './shown.ts';

/** The inputs are in the tab's storage, for a page that is loaded again. */
const KEPT_UNDER = 'icp-filing.eligibility';

/** The person has pressed the button for the picture on another page. */
export const wantsPicture = ref(false);

let checking: Checking | undefined;

/** The check of this tab, begun by the first page that shows it. */
export function useChecking(): Checking {
  checking ??= begun();
  return checking;
}

function begun(): Checking {
  const made = createChecking({
    ...{ call, documents, show: shown, early: earlyMessages },
    kept: {
      read: () => JSON.parse(sessionStorage.getItem(KEPT_UNDER) ?? '{}'),
      write: (input) => sessionStorage.setItem(KEPT_UNDER, JSON.stringify(input)),
    },
  });
  // Signed in, one gets to know more. What was typed stays as it is.
  effectScope(true).run(() => watch(isSignedIn, made.askAgain));
  return made;
}

/** One of the inputs, for `v-model`. */
export const useInput = <Name extends keyof CheckInput>(name: Name) => {
  const { now, set } = useChecking();
  return computed({ get: () => now.input[name], set: (value) => set({ [name]: value }) });
};

/** Deletes what was typed, for the next user of a shared computer. */
export function forgetInput(): void {
  for (const kind of ['enterprise', 'individual'] as const) documents.forget(firstCertificateOf(kind));
  checking?.begin({});
  sessionStorage.removeItem(KEPT_UNDER);
}
