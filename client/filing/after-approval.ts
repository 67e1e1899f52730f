import { footerNumber } from '../../contracts/data/provinces.ts';
import { addDays, beijingDay } from '../../contracts/kit/beijing-time.ts';
import { opensWebsites } from '../../shared/domain/filing/filing-types.ts';
import type { FilingView, Progress } from '../calls/messages.ts';
import { footerSnippet } from './filing-footer.ts';
import { shortDay } from './road.ts';

/** The portal of the public security authorities, where an opened website is filed once more. */
export const PUBLIC_SECURITY_URL = 'https://beian.mps.gov.cn/';

/** Days after the opening within which that must be done (PR-13). */
const PUBLIC_SECURITY_DAYS = 30;

/** A thing to do once a filing is approved. */
export interface Task {
  readonly id: 'footer' | 'public-security' | 'keep-open';
  readonly title: string;
  readonly text: string;
  readonly link?: string | undefined;
}

/**
 * What to do after the approval. @param approvedOn and `today`: days in Beijing, `YYYY-MM-DD`. @param ofOrganizer whether
 * the province wants the organizer's number in the footer.
 */
export function tasksAfterApproval(approvedOn: string, today: string, ofOrganizer: boolean): readonly Task[] {
  const last = addDays(approvedOn, PUBLIC_SECURITY_DAYS);
  const left = Math.round((Date.parse(last) - Date.parse(today)) / (24 * 60 * 60 * 1000));
  const count = left >= 0 ? `还剩 ${left} 天` : '已过 30 天，请尽快办理';
  return [
    {
      id: 'footer',
      title: '网站底部放上备案号',
      text: `${ofOrganizer ? '放主体备案号' : '放网站备案号'}，每一页都要有，并链接到 beian.miit.gov.cn。`,
    },
    {
      id: 'public-security',
      title: '办公安联网备案',
      text: `网站开通后 30 日内办理，从备案成功起算到 ${shortDay(last)}：${count}。办好后在“我的备案”的网站里填公安备案号，就不再提醒。`,
      link: PUBLIC_SECURITY_URL,
    },
    {
      id: 'keep-open',
      title: '网站保持能打开',
      text: '长期打不开、内容与备案不符，或换到别处接入没有办理接入备案的，备案可能被注销。',
    },
  ];
}

/** The numbers of an approved filing, and what is to be done with them. @param approvedOn the day in Beijing, if it is known. */
export function numbersShown(
  view: FilingView,
  numbers: NonNullable<Progress['numbers']>,
  approvedOn: string | undefined,
) {
  const websites = view.websites.flatMap(({ websiteId, domain, details }) => {
    const number = numbers.websites[websiteId];
    if (number === undefined) return [];
    const shown = footerNumber(view.region, numbers.organizer, number);
    return [{ domain, name: details?.name ?? '', number, shown, snippet: footerSnippet(shown) }];
  });
  const today = beijingDay(new Date());
  const ofOrganizer = websites.some(({ shown }) => shown === numbers.organizer);
  // After a change nothing is left to do: its websites are open already.
  const opensOne = opensWebsites(view.filingType);
  const tasks = opensOne ? tasksAfterApproval(approvedOn ?? today, today, ofOrganizer) : [];
  return { organizer: numbers.organizer, websites, tasks, opensOne };
}
