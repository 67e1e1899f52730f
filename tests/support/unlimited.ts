/** For the contract of a test that is about something else than limits. */
export const UNLIMITED = { unlimited: 'a test' } as const;
