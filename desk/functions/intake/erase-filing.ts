import * as z from 'zod/mini';
import { messageBody } from '../../../platform/edge/message-body.ts';
import type { Ports } from './ports.ts';
import { removeDocuments } from './submit-filing.ts';

/** Deletes packages, documents, decisions and verdicts of a filing; answered only when all of it is gone. */
export async function eraseFiling(
  { filingId, rawBody }: { readonly filingId: string; readonly rawBody: string },
  ports: Ports,
): Promise<{ readonly received: true }> {
  messageBody(rawBody, z.looseObject({}));
  await ports.incomingCases.erase(filingId);
  await removeDocuments(filingId, ports);
  return { received: true };
}
