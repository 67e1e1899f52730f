import { sentenceOf } from '../../../contracts/client/api-error.ts';
import { call } from './api.ts';
import { forgetPageKey, newPageKey, pageKey } from './page-key.ts';
import { forgetDrafts } from './return-draft.ts';
import { beginSession, endSession, me, state } from './session.ts';

/** The page to come back to after signing in. */
const BACK = 'icp-desk.back-to';

/** Leaves for the operator's identity provider. @throws ApiError */
export async function startSignIn(): Promise<void> {
  const { url } = await call('beginSignIn', {});
  sessionStorage.setItem(BACK, location.hash);
  location.assign(url);
}

/**
 * Finishes signing in when the identity provider has just sent the browser back, and shows the page from which the person
 * left.
 *
 * @returns why it was refused, as a sentence.
 */
export async function returnedFromSignIn(): Promise<string | undefined> {
  const { search, href } = location;
  if (!new URLSearchParams(search).has('state')) return undefined;
  // The answer is good for one try; a reload must not send it again.
  history.replaceState(null, '', `${new URL('.', href).pathname}${sessionStorage.getItem(BACK) ?? ''}`);
  sessionStorage.removeItem(BACK);
  dispatchEvent(new HashChangeEvent('hashchange'));
  try {
    const pageKeyHash = await newPageKey();
    beginSession((await call('signIn', { body: { answer: search, pageKeyHash } })).staff);
    return undefined;
  } catch (caught) {
    forgetPageKey();
    endSession();
    return sentenceOf(caught);
  }
}

/** Asks who is signed in here. @throws ApiError when the desk can't be reached. */
export async function askWho(): Promise<void> {
  if (me.value) return;
  if (pageKey() === undefined) {
    endSession();
    return;
  }
  try {
    beginSession((await call('showStaff', {})).staff);
  } catch (caught) {
    // A session that is over leads to the sign-in; anything else is trouble.
    if (state.value === 'unknown') throw caught;
  }
}

/** Ends the session here, and at the identity provider where it offers that. @throws ApiError */
export async function signOut(): Promise<void> {
  const { url } = await call('signOut', {});
  forgetPageKey();
  forgetDrafts();
  me.value = undefined;
  endSession();
  if (url !== undefined) location.assign(url);
}
