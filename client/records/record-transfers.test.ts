import { expect, it } from 'vitest';
import { ApiError, isFinal } from '../../contracts/client/api-error.ts';
import { lateStopWords, TRANSFER, takeOverWords } from './record-transfers.ts';

it.each([
  [true, TRANSFER.takeOverHint],
  [false, TRANSFER.faceHint],
])('a receiver reads until when a record can be taken over, and how', (takesCertificate, how) => {
  const transfer = { expiresAt: '2026-12-01T02:12:00Z' } as never;

  expect(takeOverWords({ takesCertificate, transfer })).toBe(`请在 2026年12月1日 10:12 前接收。${how}`);
});

it('a principal whose code comes too late reads where the record is', () => {
  expect(lateStopWords({ state: 'moved' })).toMatch(/^备案已经转到接收方的账号，不能再用停止码停止。/);
  expect(lateStopWords({ state: 'stopped' })).toMatch(/^这次转移没有完成，备案仍在原来的账号/);
});

it.each([
  ['transfer.wrong-certificates', true],
  ['transfer.over', true],
  ['hand-over.other-device', true],
  ['network.lost', false],
  ['transfer.certificate-other', false],
] as const)('after %s a link is of no more use: %s', (code, ends) => {
  expect(isFinal(new ApiError(code, ''))).toBe(ends);
});
