import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReviewDesk } from 'review-desk-stand-in/review-desk.ts';
import { describe } from 'vitest';
import { reviewDeskContract, SECRET } from './contract.suite.ts';

describe('the stand-in of the review desk', () => {
  reviewDeskContract(async (webhookUrl) => {
    const dir = mkdtempSync(join(tmpdir(), 'review-desk-'));
    const desk = await startReviewDesk({
      port: 0,
      dir,
      secret: SECRET,
      webhookUrl: () => webhookUrl,
      mode: 'manual',
      log: () => {},
      retrySeconds: [0.01, 0.01, 0.01],
    });
    return {
      url: desk.url,
      now: () => new Date(),
      decide: async (filingId, decision) => void desk.decide(filingId, decision),
      tellOfRecord: async (recordId, event) => void desk.tellOfRecord(recordId, event),
      followRecords: () => desk.followRecords(),
      recordNumber: async (recordId) => desk.records().find((record) => record.recordId === recordId)?.number,
      settle: () => desk.idle(),
      document: async (filingId, documentId) => {
        const response = await fetch(`${desk.url}/filings/${filingId}/documents/${documentId}`);
        return response.ok ? response.text() : undefined;
      },
      stop: async () => {
        await desk.stop();
        rmSync(dir, { recursive: true });
      },
    };
  });
});
