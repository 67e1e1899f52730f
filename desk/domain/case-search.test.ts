import { describe, expect, it } from 'vitest';
import { keysSought } from './case-search.ts';

const name = (value: string) => ({ kind: 'name', value });

describe('what somebody looks for', () => {
  it.each([
    ['yunfan.example', 'yunfan.example'],
    ['https://WWW.Yunfan.example/about?from=1', 'yunfan.example'],
    ['  www.yunfan.example. ', 'yunfan.example'],
  ])('may be a domain, however it was copied: %s', (text, value) => {
    expect(keysSought(text)[0]).toEqual({ kind: 'domain', value });
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
