import { describe, expect, it } from 'vitest';
import { clearValuesIn } from './clear-values.ts';

const VALUES = { name: '周建明', idNumber: '440305198806159974' };
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('the search for clear values', () => {
  it.each([
    ['as it is', '{"name":"周建明"}', ['name']],
    ['percent-encoded', `/v1/x?name=${encodeURIComponent('周建明')}`, ['name']],
    ['percent-encoded in small letters', '/v1/x?name=%e5%91%a8%e5%bb%ba%e6%98%8e', ['name']],
    ['in escapes of JSON', '{"name":"\\u5468\\u5efa\\u660e"}', ['name']],
    ['in escapes of JSON in JSON', JSON.stringify({ body: '{"name":"\\u5468\\u5efa\\u660e"}' }), ['name']],
    ['in base64', `Basic ${base64('440305198806159974')}`, ['idNumber']],
    [
      'in base64url, at any offset',
      `https://x.cn/a-${Buffer.from('??440305198806159974').toString('base64url')}`,
      ['idNumber'],
    ],
    ['in base64 of JSON, percent-encoded', encodeURIComponent(base64('{"a":"x","name":"周建明"}')), ['name']],
    ['twice percent-encoded', encodeURIComponent(encodeURIComponent('周建明')), ['name']],
  ])('finds a value %s', (_, text, found) => {
    expect(clearValuesIn(text, VALUES)).toEqual(found);
  });

  it('finds nothing in what is masked or sealed', () => {
    const sealed = Buffer.alloc(200, 7).toString('base64');

    expect(clearValuesIn(`{"name":"周**","idNumber":"4***************74","sealed":"${sealed}"}`, VALUES)).toEqual([]);
  });
});
