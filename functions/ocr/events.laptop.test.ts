import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { openInstance } from '../../tests/support/database/instance.ts';
import { testReadings } from '../../tests/support/pictures/readings.ts';
import { readCertificate } from './read-certificate.ts';

const readings = await testReadings();

describe('concurrent events for one picture', () => {
  it('take over from each other at once when the vendor fails one of them', async () => {
    const { deliver, now } = await readings.passedOn('id-front');
    readings.vendor.failNext('IDCardOCR', { code: 'RequestLimitExceeded' }, 2);

    const outcomes = await Promise.all([
      deliver(readings.ports()).catch(({ kind }) => kind),
      deliver(readings.ports()).catch(({ kind }) => kind),
    ]);

    expect(outcomes.toSorted()).toEqual(['done', 'throttled']);
    expect(await now()).toMatchObject({ state: 'ready', fields: { name: { text: '周建明' } } });
  });

  it('take over from an instance that died', async () => {
    const { id, deliver, now } = await readings.passedOn('id-front');
    const earlier = openInstance(readings.database.url, testClock('2026-11-24T01:58:00Z'));
    await earlier.documents.claim(id, 'reading', 55);
    await earlier.close();

    const outcome = await deliver(readings.ports());

    expect(outcome).toBe('done');
    expect(await now()).toMatchObject({ state: 'ready' });
  });

  it('do not call the vendor again when the instance died during the call', async () => {
    const { id, deliver, now } = await readings.passedOn('id-front');
    const before = readings.calls();
    const earlier = openInstance(readings.database.url, testClock('2026-11-24T01:58:00Z'));
    await earlier.documents.claim(id, 'reading', 55);
    await earlier.ocrCalls.beginCall(id, 'read');
    await earlier.close();

    const outcome = await deliver(readings.ports());

    expect(outcome).toBe('done');
    expect(readings.calls()).toBe(before);
    expect(await now()).toMatchObject({ state: 'ready', findings: [{ ruleId: 'MT-91', severity: 'warn' }] });
  });

  it('delete the picture when it can not be used', async () => {
    const { key, deliver, now } = await readings.passedOn('id-front');
    readings.vendor.failNext('IDCardOCR', { code: 'FailedOperation.CardSideError' });

    const outcome = await deliver(readings.ports());

    expect(outcome).toBe('done');
    expect(await now()).toMatchObject({ state: 'refused' });
    expect(await readings.objectStore.look(key)).toBeUndefined();
  });

  it('keep the findings of intake', async () => {
    const { id, deliver, now } = await readings.passedOn('id-front');
    const soft = { ruleId: 'MT-05', severity: 'warn', field: 'file', message: '图片模糊', params: {} } as const;
    await readings.instance.documents.change(id, 'reading', { state: 'reading', findings: [soft] });

    await deliver(readings.ports());

    expect(await now()).toMatchObject({ state: 'ready', findings: [soft] });
  });

  it('read only certificates of ours', async () => {
    const before = readings.calls();

    const arrived = { key: 'clean/certificates/nobodys', bytes: 9, messageId: 'event' };
    const outcome = await readCertificate(arrived, readings.ports());

    expect(outcome).toBe('ignored');
    expect(readings.calls()).toBe(before);
  });
});
