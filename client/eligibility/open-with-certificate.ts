import { ApiError } from '../../contracts/client/api-error.ts';
import type { Call } from '../calls/api-client.ts';

/** Opens the filing of a check. The certificate moves into it; one that is gone by now is taken again there. @throws ApiError */
export async function openWithCertificate(
  call: Call,
  body: { readonly ticket: string; readonly consentTextVersion: string },
  documentIds: readonly string[],
  options: { readonly key: string },
) {
  try {
    return await call('openFiling', { body: { ...body, documentIds: [...documentIds] } }, options);
  } catch (caught) {
    if (!(caught instanceof ApiError && caught.code === 'upload.unknown')) throw caught;
    return call('openFiling', { body });
  }
}
