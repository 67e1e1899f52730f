import type { AuthorizationCodes } from '../../shared/ports/authorization-codes.ts';

/** Takes back a code that no filing uses. */
export async function removeCode(
  { applicantId, codeId }: { readonly applicantId: string; readonly codeId: string },
  { authorizationCodes }: { readonly authorizationCodes: AuthorizationCodes },
) {
  await authorizationCodes.remove(codeId, applicantId);
  return { codeId };
}
