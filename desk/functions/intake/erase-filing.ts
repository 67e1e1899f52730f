import * as z from 'zod/mini';
import type { Ports } from './ports.ts';
import { type SignedInput, signedBody } from './signed-body.ts';
import { removeDocuments } from './submit-filing.ts';

/** Deletes packages, documents, decisions and verdicts of a filing; answered only when all of it is gone. */
export async function eraseFiling(
  { filingId, ...input }: SignedInput & { readonly filingId: string },
  ports: Ports,
): Promise<{ readonly received: true }> {
  signedBody(input, z.looseObject({}), ports);
  await ports.incomingCases.erase(filingId);
  await removeDocuments(filingId, ports);
  return { received: true };
}
