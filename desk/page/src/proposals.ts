import { ref, shallowRef } from 'vue';
import { call } from './api.ts';
import type { Reply } from './operations.ts';

export type Proposal = Reply<'listProposals'>['proposals'][number];

/** What waits for a second person; undefined until it is loaded. */
export const proposals = shallowRef<readonly Proposal[]>();
/** Counts those that took effect here: what they changed is to be loaded anew. */
export const confirmedCount = ref(0);

/** @throws ApiError */
export async function loadProposals(): Promise<void> {
  proposals.value = (await call('listProposals', {})).proposals;
}

const LISTS = { black: '黑名单', unfiled: '未备案网站' } as const;
const WHOSE = { provider: '我们取消接入', authority: '管局要求停止接入', elsewhere: '已转到别处接入' } as const;

/** What a proposal makes of a record or a list, in words. */
export function proposalWords({ event, list, settings }: Proposal): string {
  if (settings) return `修改设置：${settings.loosened.join('；') || '不再放宽什么'}`;
  if (list) {
    const { list: name, entries, added, released } = list;
    return `${LISTS[name]}换成新的一份：共 ${entries} 项，新增 ${added} 项，解除 ${released} 项`;
  }
  if (!event) return '';
  const { number, organizer = '', kind, by, whole, websites } = event;
  const what = kind === 'cancelled' ? '强制注销' : `接入已结束（${by ? WHOSE[by] : ''}）`;
  const sites = websites.map((site) => `${site.domains.join('、')}（${site.number}）`).join('、');
  return `${organizer} ${number} ${what}：${whole ? `整个主体，名下网站 ${sites || '没有'}` : sites}`;
}
