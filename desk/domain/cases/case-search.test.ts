import { describe, expect, it } from 'vitest';
import { keysSought } from './case-search.ts';

const name = (value: string) => ({ kind: 'name', value });

describe('what somebody looks for', () => {
  it.each([
    ['yunfan.example', 'yunfan.example'],
    ['https://WWW.Yunfan.example/about?from=1', 'yunfan.example'],
    ['  www.yunfan.example. ', 'yunfan.example'],
  ])('may be a domain, however it was copied: %s', (text, value) => {
    expect(keysSought(text)).toEqual([{ kind: 'domain', value }]);
  });

  it.each(['139.6841.6571', '+86.139.6841.6571', '139\u20246841\u20246571'])(
    'is a phone and no domain, whatever stands between its digits: %s',
    (text) => {
      const kinds = keysSought(text).map(({ kind }) => kind);

      expect(kinds).not.toContain('domain');
      expect(keysSought(text)).toContainEqual({ kind: 'phone', value: '13968416571' });
    },
  );

  it('is the phone of an office with a dot after its area, and no domain', () => {
    expect(keysSought('0755.26001234')).toEqual([{ kind: 'phone', value: '0755-26001234' }, name('0755.26001234')]);
  });

  it.each(['云帆.中国', '阿依.买买提'])('may be a domain as well as a name: %s', (text) => {
    expect(keysSought(text).map(({ kind }) => kind)).toEqual(['domain', 'name']);
  });

  it('may be a number of an organizer, of a person or of a phone, with or without spaces', () => {
    expect(keysSought('138 0000-1234')).toEqual([
      { kind: 'organizer', value: '13800001234' },
      { kind: 'person', value: '13800001234' },
      { kind: 'phone', value: '13800001234' },
      name('1380000-1234'),
    ]);
    expect(keysSought('91440300ma5fake01g')[0]).toEqual({ kind: 'organizer', value: '91440300MA5FAKE01G' });
  });

  it('is a name otherwise, as a whole', () => {
    expect(keysSought('深圳 云帆（样例）')).toEqual([name('深圳云帆(样例)')]);
    expect(keysSought('1234')).toEqual([name('1234')]);
  });
});
