import { plainCharacters } from '../../contracts/normal-forms/characters.ts';
import { masked } from './masked.ts';
import { DATE, digitsIn } from './reasons.ts';

/** What leads applicants to somebody else, as it may be written. The name of a number's kind is often misspelt on purpose. */
const TOLD: readonly RegExp[] = [
  /(?:https?:\/\/|www\.)[^\s，。；、）)]+|[\p{L}\d.-]+\.(?:[a-z]{2,}|中国|公司|网络)(?:\/[^\s，。；、）)]*)?/giu,
  /(?:微信|微·信|威信|薇信|v信|weixin|wechat|vx|wx|qq|扣扣|企鹅|钉钉|抖音|telegram)\s*(?:号|群|名|是|为|[:：]|\s)*[a-z\d][\w-]{2,}/giu,
  /(?:加|添加|联系|搜)\s*(?:我|我们|他|客服|老师)?的?\s*(?:微信|威信|薇信|v信|weixin|wechat|vx|wx|qq|扣扣|企鹅|钉钉)\s*(?:号|群|名|是|为|[:：]|\s)*[\p{L}\d_-]{0,20}/giu,
];
/** Digits with a sign or two between them, which as one number would be refused. */
const PARTED_NUMBER = /\d(?:\D{0,2}\d){4,}/gu;
const MOST_SHOWN = 30;
/** Fewer digits are nobody's phone. */
const LEAST_OF_PHONE = 7;
const shownNumber = (found: string): string =>
  found.replace(/\D/g, '').length < LEAST_OF_PHONE ? found : masked(found, 'phone');

/** Names of messengers, links and parted numbers in words for an applicant, as whoever wrote them is told; empty for none. */
export function foundIn(text: string): readonly string[] {
  const plain = plainCharacters(text);
  const told = TOLD.flatMap((pattern) => plain.match(pattern) ?? []);
  const numbers = digitsIn(plain.replace(DATE, ' ')).match(PARTED_NUMBER) ?? [];
  const shown = [...told.map((found) => found.slice(0, MOST_SHOWN)), ...numbers.map(shownNumber)];
  return [...new Set(shown)];
}
