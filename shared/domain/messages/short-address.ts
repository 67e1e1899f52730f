import type { FilingId, RecordId } from '../../../contracts/kit/record-id.ts';

/** What a short address leads to; its page asks to sign in, and finds it among what the account holds. */
export type ShortAddress =
  | { readonly about: 'filing'; readonly begins: string }
  | { readonly about: 'record'; readonly begins: string; readonly notice: number | undefined }
  | { readonly about: 'stop' };

/** Hexadecimal digits of an id: among the few ids of one account they name one, and they open nothing by themselves. */
const DIGITS = 6;

/** What follows `#` in the address of a filing. It lives as long as the filing. */
export const filingAddress = (filingId: FilingId): string => filingId.slice(0, DIGITS);

/** The same of a record, or of one of its notices. A record may have the id of the filing that began it. */
export const recordAddress = (recordId: RecordId, notice?: number): string =>
  `r${String(recordId).slice(0, DIGITS)}${notice === undefined ? '' : `-${notice}`}`;

/** Where the principal stops a transfer, without an account. */
export const STOP_ADDRESS = 'stop';

/** Where an account's transfers, and its devices are. */
export const FILINGS_ADDRESS = '/filings';
export const DEVICES_ADDRESS = '/privacy';

/** The short address after `#`; undefined on other pages. */
export function shortAddressIn(hash: string): ShortAddress | undefined {
  if (hash === `#${STOP_ADDRESS}`) return { about: 'stop' };
  const [, record, begins, notice] = /^#(r?)([0-9a-f]{6})(?:-(\d{1,6}))?$/.exec(hash) ?? [];
  if (begins === undefined) return undefined;
  if (record) return { about: 'record', begins, notice: notice === undefined ? undefined : Number(notice) };
  return notice === undefined ? { about: 'filing', begins } : undefined;
}
