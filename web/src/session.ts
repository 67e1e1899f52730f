import { computed, reactive } from 'vue';

/** A session as it is kept. The secret gets the next token (`renew`); there is none where the browser can't make its digest. */
export interface Session {
  readonly token: string;
  readonly expiresAt: string;
  readonly secret?: string;
}

/**
 * It lies in the tab's own storage: it survives a reload and is gone when the tab is closed, which is right for the shared computers of
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
/** Whether the API ended a session; the person is told why he has to sign in again. */
export const sessionHasEnded = computed(() => state.hasEnded);

export function beginSession(begun: Session): void {
  state.session = begun;
  state.hasEnded = false;
  sessionStorage.setItem(KEY, JSON.stringify(begun));
}

/** Forgets the session. @param byApi the API no longer took it. */
export function endSession(byApi: boolean): void {
  state.hasEnded = byApi && state.session !== undefined;
  state.session = undefined;
  sessionStorage.removeItem(KEY);
}
