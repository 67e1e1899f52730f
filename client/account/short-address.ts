import type { ShortAddress } from '../../shared/domain/messages/short-address.ts';
import type { Call } from '../calls/api-client.ts';

/** Texts of the page behind the address in a message. */
export const FROM_MESSAGE = {
  title: '查看通知里的备案',
  signIn: '登录以后直接打开它。',
  others: '主体负责人、网站负责人没有账号也没关系：不用登录，要你做的事短信里都写了；想看详情，请问办理备案的人。',
  unknown: '现在登录的账号里没有这份备案。它可能在你的另一个账号里，或者已经转走、删除。',
  list: '看这个账号的备案',
  other: '换个账号登录',
} as const;

/** What an address in a message leads to. */
export type MessagePlace =
  | { readonly filingId: string }
  | { readonly recordId: string; readonly notice: number | undefined };

/** Finds it among what the account holds: a filing whose record came from another account is with its record. */
export async function placeOf(
  call: Call,
  address: Exclude<ShortAddress, { readonly about: 'stop' }>,
): Promise<MessagePlace | undefined> {
  const isMeant = (id: string) => id.startsWith(address.begins);
  if (address.about === 'filing') {
    const { filings } = await call('listFilings', {});
    const filing = filings.find(({ filingId }) => isMeant(filingId));
    if (filing) return { filingId: filing.filingId };
  }
  const { records } = await call('listRecords', {});
  const record = records.find(({ recordId }) => isMeant(recordId));
  const notice = address.about === 'record' ? address.notice : undefined;
  return record && { recordId: record.recordId, notice };
}
