/**
 * Days that a session lasts: one sign-in is enough from the draft to the authority review, which takes up to 20 working
 * days.
 */
export const SESSION_DAYS = 30;

/** Half an hour: a device renews its access token without the person (see Sessions). */
export const TOKEN_SECONDS = 30 * 60;

/** Minutes after a sign-in in which a person may do what a stolen token must not: longer-lasting access, secrets, the end. */
const FRESH_MINUTES = 10;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The end of a session that began at `openedAt`, however often it is renewed; one that can't be ends with its token. */
export const sessionEnd = (openedAt: Date, isRenewable = true): Date =>
  new Date(openedAt.getTime() + (isRenewable ? SESSION_DAYS * DAY_MS : TOKEN_SECONDS * 1000));

/** Whether the person has proven only just now who they are. @param authenticatedAt however often the session was renewed since */
export const isFreshSignIn = (authenticatedAt: Date, now: Date): boolean =>
  now.getTime() - authenticatedAt.getTime() <= FRESH_MINUTES * 60 * 1000;
