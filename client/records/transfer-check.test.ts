import { expect, it } from 'vitest';
import { takeOverButton } from './transfer-check.ts';

const NOTHING = { state: '', isGood: false, isOffered: true, token: '', action: '请负责人刷脸' } as const;

it.each([
  ['a certificate that is there', {}, true, true, 'certificate 确认接收'],
  ['nothing yet', {}, true, false, 'certificate 确认接收 先上传证件，或请主体负责人刷脸。'],
  ['a card that was made', { token: 'made' }, true, false, 'send 发给负责人'],
  ['the principal’s pass', { isGood: true }, true, false, 'accept 负责人已刷脸，确认接收'],
  ['a recovery that only a face allows', {}, false, false, 'ask 请负责人刷脸'],
  ['a recovery whose card was made', { token: 'made' }, false, false, 'send 发给负责人'],
] as const)('with %s the one main button does what works', (_, card, takesCertificate, hasCertificate, expected) => {
  const { act, label, first } = takeOverButton({ ...NOTHING, ...card }, takesCertificate, hasCertificate) ?? {};

  expect(`${act} ${label} ${first}`.trim()).toBe(expected);
});

it.each([true, false])('there is no main button once the principal has declined', (takesCertificate) => {
  const declined = { ...NOTHING, state: 'declined', isOffered: false } as const;

  expect(takeOverButton(declined, takesCertificate, true)).toBeUndefined();
});
