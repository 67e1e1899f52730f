import type { AuthorizationCodes } from '../../shared/ports/authorization-codes.ts';
import { codeView } from './code-view.ts';

/** The codes that an account has made, newest first. */
export async function listCodes(
  { applicantId }: { readonly applicantId: string },
  { authorizationCodes }: { readonly authorizationCodes: AuthorizationCodes },
) {
  const codes = await authorizationCodes.ofOwner(applicantId);
  return { accountId: applicantId, codes: codes.map(codeView) };
}
