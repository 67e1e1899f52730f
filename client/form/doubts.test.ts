import { describe, expect, it } from 'vitest';
import { doubtsLeft, optionalWords, placeOf, sorted, sureWords } from './doubts.ts';

const READ = { needsLook: false, isRead: true, messages: [], isSpecial: false };

describe('a field that a certificate may fill in', () => {
  it('is a doubt until somebody has looked at it, then it is not asked again', () => {
    expect(placeOf({ ...READ, needsLook: true })).toBe('doubt');
    expect(placeOf(READ)).toBe('sure');
  });

  it('is the person’s when nothing was read, when something is said of it, and when they came for it', () => {
    expect(placeOf({ ...READ, isRead: false })).toBe('open');
    expect(placeOf({ ...READ, messages: [{ severity: 'block', text: '名称太短。' }] })).toBe('open');
    expect(placeOf({ ...READ, isSpecial: true })).toBe('open');
  });

  it('is a line where it may stay blank, unless something is said of it or they came for it', () => {
    const free = { ...READ, isRead: false, isFree: true };

    expect(placeOf(free)).toBe('optional');
    expect(placeOf({ ...free, messages: [{ severity: 'block', text: '备注太长。' }] })).toBe('open');
    expect(placeOf({ ...free, isSpecial: true })).toBe('open');
    expect(optionalWords([{ label: '网站备注' }, { label: '主体备注' }])).toBe('选填：网站备注、主体备注');
  });

  it('keeps its order among those that stand as it does', () => {
    const places = {
      name: 'sure',
      mobile: 'open',
      number: 'doubt',
      address: 'doubt',
      email: 'open',
      remark: 'optional',
    } as const;

    expect(sorted(Object.keys(places) as (keyof typeof places)[], (key) => places[key])).toEqual({
      doubts: ['number', 'address'],
      open: ['mobile', 'email'],
      optional: ['remark'],
      sure: ['name'],
    });
  });
});

describe('the words of what was read', () => {
  it('count what was read surely, by paper', () => {
    expect(sureWords(['business-licence', 'business-licence'])).toBe('已从营业执照读出 2 项，看一看');
    expect(sureWords(['id-front', 'id-back', 'business-licence'])).toBe('已从身份证和营业执照读出 3 项，看一看');
    expect(sureWords(['id-front'], 2)).toBe('已填好 2 项，看一看');
  });

  it('say how many doubts are left when there are several', () => {
    expect([doubtsLeft(0), doubtsLeft(1), doubtsLeft(2)]).toEqual(['', '', '有 2 处看不清，一处一处来。']);
  });
});
