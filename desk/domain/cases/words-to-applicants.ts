import { plainCharacters } from '../../../contracts/normal-forms/characters.ts';
import { masked } from './masked.ts';
import { DATE, digitsIn } from './reasons.ts';

/** Messengers, as they may be written: their names are often misspelt on purpose. */
const MESSENGER = String.raw`(?:[微威薇徽][\p{P}\p{S}\s]*信|v信|weixin|wechat|vx|wx|qq|扣扣|企鹅|钉钉|抖音|telegram)`;
const NAMED = String.raw`\s*(?:号|群|名|是|为|[:：]|\s)*`;
/** What leads applicants to somebody else, or asks them for money. */
const TOLD: readonly RegExp[] = [
  /(?:[a-z][a-z\d+.-]*:\/\/|www\.)[^\s，。；、）)]+|[\p{L}\d.-]+\.(?:[a-z]{2,}|中国|公司|网络)(?:\/[^\s，。；、）)]*)?/giu,
  /[a-z\d-]+\s*(?:[。｡]|点|\[\.\]|\(\.\)|\.\s)\s*(?:com|cn|net|org|top|vip|xyz|cc|io|me|info|site|shop)(?![a-z])/giu,
  new RegExp(`${MESSENGER}${NAMED}[a-z\\d][\\w-]{2,}`, 'giu'),
  new RegExp(
    `(?:加|\\+|➕|添加|联系|搜)\\s*(?:我|我们|他|客服|老师)?的?\\s*(?:${MESSENGER}|v(?![a-z]))${NAMED}[\\p{L}\\d_-]{0,20}`,
    'giu',
  ),
  /加?急[\p{P}\p{S}\s]*费|加急|(?:代办|备案|审核|手续|好处|辛苦|茶水)费|红包|转账|打款|收款码|支付宝/gu,
];
/** They turn round what is read, and nobody sees them. Source: Unicode, UAX 9. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** Digits with two letters and any signs between them, which as one number would be refused. */
const PARTED_NUMBER = /\d(?:[\p{P}\p{S}\s]*(?:[^\d\p{P}\p{S}\s][\p{P}\p{S}\s]*){0,2}\d){4,}/gu;
const MOST_SHOWN = 30;
/** Fewer digits are nobody's phone. */
const LEAST_OF_PHONE = 7;
const shownNumber = (found: string): string =>
  found.replace(/\D/g, '').length < LEAST_OF_PHONE ? found : masked(found, 'phone');

/**
 * Names of messengers, links, fees, parted numbers and marks that turn the direction, in words for an applicant, as whoever wrote
 * them is told; empty for none.
 */
export function foundIn(text: string): readonly string[] {
  const plain = plainCharacters(text);
  const told = TOLD.flatMap((pattern) => plain.match(pattern) ?? []);
  const numbers = digitsIn(plain.replace(DATE, ' ')).match(PARTED_NUMBER) ?? [];
  const turned = TURNING.test(text) ? ['改变文字方向的符号'] : [];
  const shown = [...turned, ...told.map((found) => found.slice(0, MOST_SHOWN)), ...numbers.map(shownNumber)];
  return [...new Set(shown)];
}
