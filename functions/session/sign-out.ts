import type { Ports } from './ports.ts';

/** Ends the sign-in of the device that asks. Whether there was one is not told. */
export async function signOut({ body }: { readonly body: { readonly secret: string } }, { sessions }: Ports) {
  await sessions.end(body.secret);
  return {};
}

/** Ends the sign-ins of all devices, e.g. when a phone was lost. */
export async function signOutEverywhere({ applicantId }: { readonly applicantId: string }, { sessions }: Ports) {
  return { ended: await sessions.endAll(applicantId) };
}
