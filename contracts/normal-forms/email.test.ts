import { describe, expect, it } from 'vitest';
import { emailForm, mailboxOf } from './email.ts';

describe('a mailbox', () => {
  it.each([
    ['zhou@example。com', 'zhou@example.com'],
    ['zhou＠example．com', 'zhou@example.com'],
    ['ｚｈｏｕ@example｡com', 'zhou@example.com'],
    [' zhou @ example.com ', 'zhou@example.com'],
    ['Zhou.M+icp@mail.example.cn', 'Zhou.M+icp@mail.example.cn'],
  ])('typed on a Chinese keyboard is mended: %j', (typed, mended) => {
    expect(emailForm(typed)).toBe(mended);
  });

  it.each([
    ['Zhou@example.COM', 'zhou@example.com'],
    ['zhou@example。com', 'zhou@example.com'],
    ['zhou@example', undefined],
    ['zhou@@example.com', undefined],
    ['zhou@-x.example.com', undefined],
    ['zhou<x@example.com', undefined],
    ['a@b.c\r\nBcc: other@example.com', undefined],
    [`${'z'.repeat(250)}@example.com`, undefined],
    ['', undefined],
  ])('%j is sent to as %j', (typed, address) => {
    expect(mailboxOf(typed)).toBe(address);
  });
});
