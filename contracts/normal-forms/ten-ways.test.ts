import { describe, expect, it } from 'vitest';
import { TEN_WAYS } from '../../tests/support/ten-ways.ts';
import { certificateForm } from './certificate.ts';
import { domainForm } from './domain.ts';
import { emailForm, emailKey } from './email.ts';
import { phoneForm } from './phone.ts';
import { textKey } from './text.ts';

const KINDS = [
  ['idNumber', certificateForm],
  ['creditCode', certificateForm],
  ['mobile', phoneForm],
  ['landline', phoneForm],
  ['domain', domainForm],
  ['email', emailForm],
] as const;

describe('one value written ten ways', () => {
  it.each(KINDS)('%s has one form', (kind, formOf) => {
    const { form, ways } = TEN_WAYS[kind];

    expect(new Set(ways).size).toBe(10);
    expect(ways.map((way) => [way, formOf(way)])).toEqual(ways.map((way) => [way, form]));
    expect(formOf(form)).toBe(form);
  });

  it('name has one key', () => {
    const { ways } = TEN_WAYS.name;

    expect(new Set(ways).size).toBe(10);
    expect(ways.map((way) => [way, textKey(way)])).toEqual(ways.map((way) => [way, '深圳ABC云帆(样例)科技有限公司']));
  });

  it('email is counted in any case', () => {
    expect(TEN_WAYS.email.ways.map(emailKey)).toEqual(Array(10).fill('zhou.m@example.com'));
  });
});
