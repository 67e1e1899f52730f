import type { Ports } from './ports.ts';

/** Deletes a code that no filing uses. */
export async function removeCode(
  { applicantId, codeId }: { readonly applicantId: string; readonly codeId: string },
  { authorizationCodes }: Ports,
) {
  await authorizationCodes.remove(codeId, applicantId);
  return { codeId };
}
