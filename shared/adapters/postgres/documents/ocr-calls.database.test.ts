import { describe, expect, it } from 'vitest';
import { openInstances } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { draftFiling } from '../../../../tests/support/filings/filings.ts';
import type { Reading } from '../../../ports/documents/ocr.ts';

const { test, instance } = await testInstance();

const READING: Reading = {
  outcome: 'read',
  fields: { name: { text: '周建明', confidence: 0.8, origin: 'tencent.ocr.IDCardOCR' } },
  warnings: ['blurred'],
};

/** A document that is being read. */
async function document(): Promise<string> {
  const { filingId, applicantId } = await draftFiling(instance);
  const id = instance.ids.uuid();
  await instance.documents.create(
    {
      id,
      filingId,
      applicantId,
      kind: 'id-front',
      subject: 'principal',
      contentType: 'image/jpeg',
      maxBytes: 1,
      incomingKey: `incoming/${id}`,
    },
    { grants: 1000, bytes: Infinity },
  );
  return id;
}

describe('a step of a reading', () => {
  it('is given to one of twelve concurrent instances', async () => {
    const id = await document();
    const instances = await openInstances(12, test.url);

    const turns = await Promise.all(
      Array.from({ length: 12 }, (_, n) => instances.nth(n).ocrCalls.beginCall(id, 'read')),
    );
    await instances.close();

    expect(turns.filter(({ is }) => is === 'yours')).toEqual([{ is: 'yours', attempt: 1 }]);
    expect(turns.filter(({ is }) => is === 'lost')).toHaveLength(11);
  });

  it('that was answered is never repeated, and returns the same answer', async () => {
    const id = await document();
    await instance.ocrCalls.beginCall(id, 'read');
    await instance.ocrCalls.keepAnswer(id, 'read', READING);

    const turn = await instance.ocrCalls.beginCall(id, 'read');

    expect(turn).toEqual({ is: 'answered', answer: READING });
  });

  it('is answered or cancelled by itself', async () => {
    const id = await document();
    for (const step of ['read', 'check'] as const) await instance.ocrCalls.beginCall(id, step);
    await instance.ocrCalls.keepAnswer(id, 'read', READING);

    const other = await instance.ocrCalls.beginCall(id, 'check');

    expect(other).toEqual({ is: 'lost' });
  });

  it('that failed without being billed is retried and counted', async () => {
    const id = await document();
    await instance.ocrCalls.beginCall(id, 'read');
    await instance.ocrCalls.cancelCall(id, 'read');

    const turn = await instance.ocrCalls.beginCall(id, 'read');

    expect(turn).toEqual({ is: 'yours', attempt: 2 });
  });

  it('stays answered when another caller cancels it late', async () => {
    const id = await document();
    await instance.ocrCalls.beginCall(id, 'read');
    await instance.ocrCalls.keepAnswer(id, 'read', READING);
    await instance.ocrCalls.cancelCall(id, 'read');

    const turn = await instance.ocrCalls.beginCall(id, 'read');

    expect(turn.is).toBe('answered');
  });

  it('is separate from the other step and from other documents', async () => {
    const [one, other] = [await document(), await document()];
    await instance.ocrCalls.beginCall(one, 'read');

    const turns = [await instance.ocrCalls.beginCall(one, 'check'), await instance.ocrCalls.beginCall(other, 'read')];

    expect(turns).toEqual(Array(2).fill({ is: 'yours', attempt: 1 }));
  });

  it('is deleted with its document’s reading, unless that is rolled back', async () => {
    const id = await document();
    await instance.ocrCalls.beginCall(id, 'read');
    await instance.ocrCalls.keepAnswer(id, 'read', READING);

    await instance.transactions
      .inTransaction(async () => {
        await instance.ocrCalls.forgetCalls(id);
        throw new Error('the instance died');
      })
      .catch(() => {});
    const rolledBack = await instance.ocrCalls.beginCall(id, 'read');
    await instance.ocrCalls.forgetCalls(id);
    const forgotten = await instance.ocrCalls.beginCall(id, 'read');

    expect([rolledBack.is, forgotten]).toEqual(['answered', { is: 'yours', attempt: 1 }]);
  });
});
