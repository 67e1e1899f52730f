import { domainToASCII } from 'node:url';

/** In the width of Chinese characters. */
const wide = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const grouped = (text: string, between: string): string => text.replace(/(.{4})(?=.)/g, `$1${between}`);

/** The number of a certificate in ways in which somebody may write it. */
export const writtenNumbers = (number: string): readonly string[] => [
  number,
  number.toLowerCase(),
  wide(number),
  wide(number.toLowerCase()),
  grouped(number, ' '),
  grouped(number, '-'),
  grouped(number, '\u3000'),
  grouped(number, '－'),
  grouped(number, '\u200b'),
  `\u00a0${wide(grouped(number, '—'))}\ufeff`,
];

/** A domain name, Chinese as well as in ASCII, likewise. */
export const writtenDomains = (name: string): readonly string[] => [
  name,
  domainToASCII(name),
  domainToASCII(name).toUpperCase(),
  name.replaceAll('.', '。'),
  `${name}.`,
  wide(name),
  `https://www.${name}/`,
  `${wide('HTTP://')}${name}:8080/a?b`,
  name.split('').join('\u200b'),
  ` ${domainToASCII(name).replaceAll('.', '．')} `,
];
