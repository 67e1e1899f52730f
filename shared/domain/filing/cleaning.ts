import { isHan } from '../han.ts';
import { normalPhone } from '../rules/phone-number.ts';

// What pasted text has too much, and what nobody means by it. Whatever else is wrong with a value is said, not changed.

/** `https://www.Example.cn/` → `www.example.cn`. A path stays, so that it can be said that it must go. */
export const cleanUrl = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[。｡]/g, '.')
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/.]+$/, '')
    .replace(/^[^/?#]+/, (host) => host.toLowerCase());

/** `https://www.example.cn/` → `example.cn`: the domain alone. */
export const cleanDomain = (text: string): string => {
  const host = cleanUrl(text).replace(/[/?#:].*$/, '');
  return /^www\.[^.]+\../.test(host) ? host.slice('www.'.length) : host;
};

/** A mobile number without `+86`, spaces and dashes; a landline keeps the dash after its area code. */
export function cleanPhone(text: string): string {
  const number = normalPhone(text)
    .replace(/^(?:\+|00)86-?/, '')
    .replace(/^\((0\d{2,3})\)-?/, '$1-');
  const digits = number.replace(/-/g, '');
  return /^1\d{10}$/.test(digits) ? digits : number;
}

/** `440305 1988 0615 997x` → `44030519880615997X`. */
export const cleanIdNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s-]+/gu, '')
    .toUpperCase();

/** `zhou＠example。com` → `zhou@example.com`. */
export const cleanEmail = (text: string): string => text.normalize('NFKC').replace(/[。｡]/g, '.').replace(/\s+/gu, '');

/** Letters and digits in half-width; brackets in Chinese text in full-width, as certificates print them. */
export function cleanText(text: string): string {
  const trimmed = text.trim().replace(/[Ａ-Ｚａ-ｚ０-９]/g, (one) => one.normalize('NFKC'));
  return [...trimmed].some(isHan) ? trimmed.replace(/\(/g, '（').replace(/\)/g, '）') : trimmed;
}
