import type { Sessions } from '../../shared/ports/sessions.ts';

/** Ends the sign-in of the device that asks. Whether there was one is not told. */
export async function signOut(
  { body }: { readonly body: { readonly secret: string } },
  { sessions }: { sessions: Sessions },
) {
  await sessions.end(body.secret);
  return {};
}

/** Ends the sign-ins of all devices, e.g. when a phone was lost. */
export async function signOutEverywhere(
  { applicantId }: { readonly applicantId: string },
  { sessions }: { sessions: Sessions },
) {
  return { ended: await sessions.endAll(applicantId) };
}
