import type { Reply } from '../calls/messages.ts';

/** What asks to be signed in, for the person who has scanned its code. */
export type ScanAsker = Reply<'showScanAsker'>;

export const SCAN_QUESTION = '确认登录网页？';

/** What the phone shows before the person confirms, name and value. @param askedAt in Beijing time, for people */
export const askerRows = (
  { browser, addressRange }: ScanAsker,
  askedAt: string,
): readonly (readonly [string, string])[] => [
  ['设备', browser],
  ['网络地址', addressRange],
  ['请求时间', askedAt],
];

export const SCAN_WARNING = '不是你本人正在登录，或者二维码是别人发来的，请不要确认。';
/** What the rows can't tell. */
export const SCAN_LIMITS = '不显示所在地点，只显示网络地址的前半段；设备名称由对方的浏览器提供，可能有误。';
