import { describe, expect, it } from 'vitest';
import type { CheckRow } from './checklist.ts';
import { looksPersonal, personalRowIn } from './reasons.ts';

describe('a text that looks personal', () => {
  it.each([
    '电话 13800001234 打不通',
    '138.0000.1234',
    '138、0000、1234',
    '138(0000)1234',
    '1 3 8 0 0 0 0 1 2 3 4',
    '138\u200b0000\u200b1234',
    '一三八〇〇〇〇一二三四',
    '１３８○○○○１２３４',
    '8600 0017',
    '139----6841----6571',
    '139 ———— 6841 ———— 6571',
    'xiaoman＠yunfan.example',
  ])('is found however it is parted: %s', (text) => {
    expect(looksPersonal(text)).toBe(true);
  });

  it.each(['请在 2026-11-30 前补交', '请在2026年12月1日前改好', '共 3 处，见第 1、2、4 项', '请上传近三个月内的照片'])(
    'is not: %s',
    (text) => {
      expect(looksPersonal(text)).toBe(false);
    },
  );
});

describe('a personal value in a text', () => {
  const row = { path: 'principal.name', value: '周建明', personal: 'name' } as unknown as CheckRow;

  it.each(['请与周建明核对', '请与周\u200b建明核对', '请与周 建 明核对', '请与周·建·明核对', '请与周-建-明核对'])(
    'is found whatever stands between its characters: %s',
    (text) => {
      expect(personalRowIn([text], [row])).toBe('principal.name');
    },
  );

  it('is not found where it does not stand', () => {
    expect(personalRowIn(['请与负责人核对'], [row])).toBeUndefined();
  });
});
