import { computed, reactive } from 'vue';

/** A stored session. The secret gets the next token (`renew`); without https there is none. */
export interface Session {
  readonly token: string;
  readonly expiresAt: string;
  readonly secret?: string;
}

/**
 * The session is in the tab's storage: it survives a reload and ends with the tab, which suits the shared computers of
 * an office.
 */
const KEY = 'icp-filing.session';

const stored = sessionStorage.getItem(KEY);
const state = reactive({
  session: stored === null ? undefined : (JSON.parse(stored) as Session),
  hasEnded: false,
});

export const session = computed(() => state.session);
export const isSignedIn = computed(() => state.session !== undefined);
/** Whether the API ended the session; the person is told why they have to sign in again. */
export const sessionHasEnded = computed(() => state.hasEnded);

export function beginSession(begun: Session): void {
  state.session = begun;
  state.hasEnded = false;
  sessionStorage.setItem(KEY, JSON.stringify(begun));
}

/** Deletes the session. @param byApi the API no longer accepts it. */
export function endSession(byApi: boolean): void {
  state.hasEnded = byApi && state.session !== undefined;
  state.session = undefined;
  sessionStorage.removeItem(KEY);
}
