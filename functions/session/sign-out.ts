import type { Ports } from './ports.ts';

/** Ends the session of this device and its tokens. Does not reveal whether there was one. */
export async function signOut({ body }: { readonly body: { readonly secret: string } }, ports: Ports) {
  await ports.sessions.end(body.secret);
  await endViewsOf(body.secret, ports);
  return {};
}

/** Ends the links of whoever had this secret, whether it was right, old or a copy. */
export async function endViewsOf(secret: string, { endViews, sessions }: Ports): Promise<void> {
  const owner = await sessions.ownerOf(secret);
  if (owner !== undefined) await endViews(owner);
}

/** Ends the sessions of all devices, e.g. after a phone was lost. */
export async function signOutEverywhere({ applicantId }: { readonly applicantId: string }, ports: Ports) {
  const ended = await ports.sessions.endAll(applicantId);
  await ports.endViews(applicantId);
  return { ended };
}
