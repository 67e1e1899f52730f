/**
 * Days that a session lasts: one sign-in is enough from the draft to the authority review, which takes up to 20 working
 * days.
 */
export const SESSION_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The end of a session that began at `openedAt`, however often it is renewed. */
export const sessionEnd = (openedAt: Date): Date => new Date(openedAt.getTime() + SESSION_DAYS * DAY_MS);
