import { describe, expect, it } from 'vitest';
import { recordBegunBy } from '../../../contracts/kit/record-id.ts';
import { filingAddress, recordAddress, type ShortAddress, shortAddressIn } from './short-address.ts';

const ID = '3f2a9c41-0000-4000-8000-000000000000';

describe('a short address', () => {
  it.each<[string, string, ShortAddress]>([
    ['a filing', filingAddress(ID), { about: 'filing', begins: '3f2a9c' }],
    [
      'the record that it began',
      recordAddress(recordBegunBy(ID)),
      { about: 'record', begins: '3f2a9c', notice: undefined },
    ],
    ['a notice', recordAddress(recordBegunBy(ID), 12), { about: 'record', begins: '3f2a9c', notice: 12 }],
    ['what stops a transfer', 'stop', { about: 'stop' }],
  ])('leads to %s', (_, address, expected) => {
    expect(address.length).toBeLessThanOrEqual(10);
    expect(shortAddressIn(`#${address}`)).toEqual(expected);
  });

  it.each(['', '#/', '#/filings', '#/filings/3f2a9c', '#3f2a9', '#3f2a9c1', '#3F2A9C', '#3f2a9c-2', '#main', '#stopp'])(
    'is none: %j',
    (hash) => {
      expect(shortAddressIn(hash)).toBeUndefined();
    },
  );
});
