import { afterEach, describe, expect, it } from 'vitest';
import type { Ocr } from '../../shared/ports/documents/ocr.ts';
import { changed } from '../../tests/support/billed.ts';
import { testReadings } from '../../tests/support/pictures/readings.ts';
import type { Ports } from './ports.ts';

const readings = await testReadings();

const withdraw = () => readings.instance.consents.withdraw(readings.applicantId);
afterEach(() => readings.instance.consents.give(readings.applicantId, '2026-11'));

/** Delivers the event of a business licence, which the vendor reads in two calls. */
async function delivered(changes: (ocr: Ocr) => Partial<Ocr>) {
  const licence = await readings.passedOn('business-licence');
  const before = readings.calls();
  const ports: Ports = readings.ports();
  const outcome = await licence.deliver({ ...ports, ocr: changed(ports.ocr, changes) });
  return {
    outcome,
    calls: readings.calls() - before,
    document: await licence.now(),
    file: await readings.objectStore.look(licence.key),
    answers: await readings.database.query('select * from ocr_call where document_id = $1', [licence.id]),
  };
}

const DELETED_UNREAD = {
  outcome: 'done',
  document: { state: 'refused', fields: undefined, findings: [{ ruleId: 'SEC-07' }] },
  file: undefined,
  answers: [],
};

describe('[E1] a certificate whose owner has withdrawn their consent', () => {
  it('is not sent to the vendor: it is deleted', async () => {
    await withdraw();

    expect(await delivered(() => ({}))).toMatchObject({ ...DELETED_UNREAD, calls: 0 });
  });

  it('is not sent a second time when they withdraw during the first call, and what was read is not saved', async () => {
    const found = await delivered((ocr) => ({
      read: async (...certificate) => {
        await withdraw();
        return ocr.read(...certificate);
      },
    }));

    expect(found).toMatchObject({ ...DELETED_UNREAD, calls: 1 });
  });

  it('is not saved when they withdraw during the last call', async () => {
    const found = await delivered((ocr) => ({
      check: async (...certificate) => {
        await withdraw();
        return ocr.check(...certificate);
      },
    }));

    expect(found).toMatchObject({ ...DELETED_UNREAD, calls: 2 });
  });
});

describe('a copy of a certificate that belongs to no document', () => {
  it('is deleted: its account was erased while it was written', async () => {
    const { id, key, deliver } = await readings.passedOn('id-front');
    await readings.database.query('delete from document where id = $1', [id]);

    const outcome = await deliver(readings.ports());

    expect(outcome).toBe('ignored');
    expect(await readings.objectStore.look(key)).toBeUndefined();
  });
});
