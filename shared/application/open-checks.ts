import type { ObjectStore } from '../../platform/ports/object-store.ts';
import type { LivenessCheck } from '../domain/liveness/liveness.ts';
import { WITHOUT_CONSENT } from '../domain/media/without-consent.ts';
import type { Documents } from '../ports/documents/documents.ts';
import type { LivenessChecks } from '../ports/documents/liveness-checks.ts';
import type { OpenChecks } from '../ports/documents/open-checks.ts';

interface CheckPorts {
  readonly documents: Documents;
  readonly livenessChecks: LivenessChecks;
  readonly objectStore: ObjectStore;
}

/** Ends checks: files first, so that a repetition after a crash finds what is left. */
export const createOpenChecks = (ports: CheckPorts): OpenChecks => ({
  async endAll(applicantId) {
    const open = await ports.livenessChecks.openOf(applicantId);
    for (const check of open) await end(check, applicantId, ports);
    return open.length;
  },
});

async function end(check: LivenessCheck, applicantId: string, ports: CheckPorts): Promise<void> {
  const { id, photoDocumentId, videoDocumentId } = check;
  await deleteFile(photoDocumentId, applicantId, ports);
  if (videoDocumentId) await deleteFile(videoDocumentId, applicantId, ports);
  await ports.livenessChecks.change(id, 'open', { state: 'unanswered', reasons: [{ code: 'consent-withdrawn' }] });
}

/** Deletes a file that has arrived. For one that has not, or is being checked, intake asks for consent itself. */
async function deleteFile(id: string, applicantId: string, { documents, objectStore }: CheckPorts): Promise<void> {
  const { state, cleanKey } = await documents.findOwn(id, applicantId);
  if (state !== 'ready' || !cleanKey) return;
  await objectStore.remove(cleanKey);
  await documents.change(id, 'ready', { state: 'refused', findings: [WITHOUT_CONSENT] });
}
