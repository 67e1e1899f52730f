import { describe, expect, it } from 'vitest';
import { change, enterprise, idNumber, individual } from '../rules/cases.ts';
import { personNumbers } from './person-numbers.ts';

const PRINCIPAL = idNumber('44030519850612997');
const SITE_OWNER = idNumber('44030519970823998');

const numbersWith = (changes: Readonly<Record<string, unknown>>) => personNumbers(change(enterprise, changes).contents);

describe('the numbers of a filing’s people', () => {
  it('are the mobile and ID numbers of principal and site owners', () => {
    expect(numbersWith({})).toEqual(['13822201234', '13922205678', PRINCIPAL, SITE_OWNER]);
  });

  it('occur once each, however they are written', () => {
    const principal = { ...enterprise.contents.principal, mobile: '138 2220 1234' };

    expect(numbersWith({ 'contents.websites.0.siteOwner': principal })).toEqual(['13822201234', PRINCIPAL]);
  });

  it('of an individual are only their own, even if a site owner is given', () => {
    const { contents } = change(individual, { 'contents.websites.0.siteOwner': enterprise.contents.principal });

    expect(personNumbers(contents)).toEqual(['13822209999', idNumber('44010619920318998')]);
  });

  it('do not include missing or empty values and landlines', () => {
    const blank = { ...enterprise.contents.principal, mobile: '0755-86001234', idNumber: ' ' };

    expect(numbersWith({ 'contents.principal': undefined, 'contents.websites.0.siteOwner': blank })).toEqual([]);
  });
});
