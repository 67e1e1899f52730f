import { describe, expect, it } from 'vitest';
import type { TypingState } from './form-typing.ts';
import { choiceWords, saveWords } from './form-words.ts';

const said = (state: TypingState, more: object = {}): string =>
  saveWords({ state, unsaved: 2, changedElsewhere: false, error: undefined, ...more });

describe('what a form says of its saving', () => {
  it('is whether it is saved, and what waits', () => {
    expect(said('untouched')).toBe('每一项都会自动保存，换一台设备登录也能接着填。');
    expect([said('typing'), said('saving'), said('saved')]).toEqual(['停下来就自动保存。', '正在保存…', '已保存']);
    expect(said('slow')).toBe('网络很慢，还没有存好。2 项内容记在这台设备上，不会丢，会接着存。');
    for (const state of ['saved', 'untouched'] as const)
      expect(said(state, { changedElsewhere: true })).toBe('已保存。另一台设备改过的内容已载入。');
    expect(said('waiting')).toBe('2 项内容记在这台设备上，不会丢，连上后自动保存。');
    // What a tab keeps ends with it.
    expect(said('waiting', { isInTab: true })).toBe('2 项内容记在这个页面里，先别关闭它，连上后自动保存。');
    expect(said('failed', { error: '请稍后再试。' })).toBe('没有保存成功。请稍后再试。');
  });
});

describe('one of several values', () => {
  it('says what it is, and where and when it was typed', () => {
    const field = { control: 'yes-no' } as const;
    const at = '2026-11-27T07:15:00.000Z';
    const words = (device: string, isOwn: boolean, when: string) =>
      choiceWords(field, { value: true, device, at: when, isOwn }, (_table, code) => String(code));

    expect(words('微信 · iPhone', true, at)).toEqual({ text: '是', from: '这台设备，2026年11月27日 15:15' });
    expect(words('微信 · iPhone', false, at).from).toBe('微信 · iPhone，2026年11月27日 15:15');
    expect(words('', false, '').from).toBe('之前保存的');
  });
});
