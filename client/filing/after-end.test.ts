import { expect, it } from 'vitest';
import { wayOn } from './after-end.ts';

const startedFrom = { recordId: 'r1', version: 1 };

it('an order that was stopped by the end of an access says so, and leads to a new one; by the end of the record, to a new filing', () => {
  const label = '已在其他接入服务商处办理，不再接入本平台，本订单已终止';
  const stopped = (isAccess: boolean) =>
    wayOn({ state: 'abandoned', stopped: { label, isAccess } }, { filingType: 'change', startedFrom });

  expect(stopped(true)).toEqual({
    text: `${label}。要继续用这里的云服务器，请办理接入备案，办好才能变更或注销。`,
    label: '接入备案',
    way: { recordId: 'r1', action: 'new-access', label: '接入备案' },
  });
  expect(stopped(false)).toEqual({
    text: `${label}。重新使用网站前，请重新备案。`,
    label: '开始新的备案',
    page: 'start',
  });
});

it('an order that was given up leads back to the record, a first one to a new filing', () => {
  const given = (filingType: 'first' | 'change' | 'new-website') =>
    wayOn({ state: 'abandoned' }, { filingType, ...(filingType === 'change' && { startedFrom }) });

  expect(given('change')?.way).toEqual({ recordId: 'r1', action: undefined, label: '去这份备案' });
  expect([given('first')?.page, given('new-website')?.page]).toEqual(['start', 'filings']);
});

it('whoever is done goes on at the record: after a change, and after the end of an access to a new one', () => {
  const done = (filingType: 'change' | 'end-access' | 'cancel-website' | 'cancel-organizer' | 'first') =>
    wayOn({ state: 'approved' }, { filingType, startedFrom });

  expect(done('change')?.text).toBe('备案信息已更新。还要新增网站或改别的，在这份备案里办理。');
  expect([done('end-access')?.label, done('cancel-website')?.label, done('cancel-organizer')?.label]).toEqual([
    '接入备案',
    '去这份备案',
    '开始新的备案',
  ]);
  expect([done('first'), wayOn({ state: 'queued' }, { filingType: 'change', startedFrom })]).toEqual([
    undefined,
    undefined,
  ]);
});
