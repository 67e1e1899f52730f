import { computed, reactive, ref } from 'vue';
import type { DeviceSecret } from './device-secret.ts';

/** A stored session. The secret gets the next token (`renew`); without https there is none. */
export interface Session {
  readonly token: string;
  readonly expiresAt: string;
  readonly accountId: string;
  readonly secret?: string;
  /**
   * The secret of a renewal that was begun: when the tab ends before its reply, the same renewal is sent again. With
   * another successor it would look like a copied secret, which ends the session.
   */
  readonly next?: DeviceSecret;
}

/**
 * The session is in the tab's storage: it survives a reload and ends with the tab, which suits the shared computers of
 * an office. On their own device a person may keep it: then it is in the browser's storage, which all tabs share.
 */
const KEY = 'icp-filing.session';

function stored() {
  const kept = localStorage.getItem(KEY);
  const text = kept ?? sessionStorage.getItem(KEY);
  return { session: text === null ? undefined : (JSON.parse(text) as Session), stays: kept !== null };
}

const state = reactive({ ...stored(), hasEnded: false, signIns: 0 });

/** How often somebody has signed in here: it grows by each sign-in, and by no renewal. */
export const signIns = computed(() => state.signIns);
/** Whether the session outlives the tab. */
export const sessionStays = (): boolean => state.stays;
export const session = computed(() => state.session);
export const isSignedIn = computed(() => state.session !== undefined);
/** Whether the API ended the session; the person is told why they have to sign in again. */
export const sessionHasEnded = computed(() => state.hasEnded);

// Another tab has renewed the session, ended it, or signed somebody in.
addEventListener('storage', ({ key }) => {
  if (key === KEY || key === null) readSession();
});

/** The session as it is stored now: another tab may have renewed it. */
export function readSession(): Session | undefined {
  Object.assign(state, stored());
  return state.session;
}

/** Stores the session that is there already: with its next token, or with the secret of a renewal that begins. */
export function storeSession(next: Session): void {
  state.session = next;
  const [own, other] = state.stays ? [localStorage, sessionStorage] : [sessionStorage, localStorage];
  other.removeItem(KEY);
  own.setItem(KEY, JSON.stringify(next));
}

/** The mobile number that somebody has just signed in with, which this page alone knows: the tab's storage never has it. */
export const ownMobile = ref('');

/** After a sign-in. @param stays whether it outlives the tab; left out, as before. */
export function beginSession(begun: Session, stays = state.stays): void {
  state.stays = stays;
  state.hasEnded = false;
  storeSession(begun);
  state.signIns += 1;
}

/** Deletes the session. @param byApi the API no longer accepts it. */
export function endSession(byApi: boolean): void {
  // Several calls may hear of it, one after the other.
  state.hasEnded = byApi && (state.hasEnded || state.session !== undefined);
  state.session = undefined;
  ownMobile.value = '';
  state.stays = false;
  sessionStorage.removeItem(KEY);
  localStorage.removeItem(KEY);
}
