import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReferenceDesk } from 'reference-desk/reference-desk.ts';
import { describe } from 'vitest';
import { reviewDeskContract, SECRET } from './contract.suite.ts';

describe('the reference desk', () => {
  reviewDeskContract(
    async (webhookUrl) => {
      const dir = mkdtempSync(join(tmpdir(), 'review-desk-'));
      const desk = await startReferenceDesk({
        port: 0,
        dir,
        secret: SECRET,
        webhookUrl: () => webhookUrl,
        log: () => {},
        retrySeconds: [0.01, 0.01, 0.01],
      });
      return {
        url: desk.url,
        now: () => new Date(),
        decide: async (filingId, { kind, flagged = [], amendments }) =>
          desk.decide(filingId, { kind, flagged: [...flagged], ...(amendments && { amendments: [...amendments] }) }),
        tellOfRecord: async (recordId, event) => desk.tellOfRecord(recordId, event),
        settle: () => desk.idle(),
        document: async (filingId, documentId) => desk.document(filingId, documentId),
        stop: async () => {
          await desk.stop();
          rmSync(dir, { recursive: true });
        },
      };
    },
    { readsRecords: false },
  );
});
