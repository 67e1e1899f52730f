import type { Ports } from './ports.ts';

/** Ends the session of this device and its tokens. Does not reveal whether there was one. */
export async function signOut({ body }: { readonly body: { readonly secret: string } }, { sessions }: Ports) {
  await sessions.end(body.secret);
  return {};
}

/** Ends the sessions of all devices, e.g. after a phone was lost. */
export async function signOutEverywhere({ applicantId }: { readonly applicantId: string }, { sessions }: Ports) {
  return { ended: await sessions.endAll(applicantId) };
}
