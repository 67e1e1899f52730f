import type { Call } from '../calls/api-client.ts';
import { withFieldProblem } from '../calls/field-problem.ts';
import type { Input, Reply } from '../calls/messages.ts';
import { PUBLIC_SECURITY_URL } from '../filing/after-approval.ts';
import { footerSnippet } from '../filing/filing-footer.ts';
import { minuteOf } from '../kit/time.ts';

/** Texts of a website's page. */
export const SITE_TEXTS = {
  title: '已备案的网站',
  unknown: '没有找到这个网站，可能已经转走。',
  elsewhere: '网站没有接入本平台，这里不检查它。',
  check: '检查我的网站',
  checking: '正在打开你的网站，最多半分钟…',
  first: '还没有检查过。检查会打开首页，看能不能访问、域名指向哪里、页脚有没有备案号和公安备案号。',
  monthly: '每月自动检查一次，发现问题提醒我',
  second: '公安备案号',
  secondWhy: '网站开通后 30 日内办理。填在这里，就不再提醒办理，检查时也会看网页上有没有。',
  secondExample: '例如 粤公网安备44030502000001号',
  office: '去办理公安备案',
  officeUrl: PUBLIC_SECURITY_URL,
  save: '保存',
  saved: '已保存',
  footer: '页脚代码',
  footerWhy: '放到网站每一页的底部。',
  copy: '复制底部代码',
} as const;

/** What is said of a line, and how it is marked. */
const VERDICTS = {
  fine: { verdict: '正常', tone: 'good' },
  amiss: { verdict: '要处理', tone: 'no' },
  unsure: { verdict: '请自己核对', tone: 'warn' },
} as const;

/** How a website is looked after, as its page shows it. */
export type CareCard = ReturnType<typeof careCard>;
/** A website of a record, as its page shows it. */
export type SiteCard = NonNullable<Awaited<ReturnType<typeof loadSite>>>;

/** What was found, how often it may be checked, and what is set. */
export function careCard({ lines = [], checkedAt, checksLeft, ...care }: Reply<'checkWebsite'>) {
  const count = (verdict: keyof typeof VERDICTS) => lines.filter((line) => line.verdict === verdict).length;
  const open = [
    ...(count('amiss') > 0 ? [`${count('amiss')} 处要处理`] : []),
    ...(count('unsure') > 0 ? [`${count('unsure')} 处请自己核对`] : []),
  ];
  const left = checksLeft > 0 ? `今天还能检查 ${checksLeft} 次。` : '今天的检查次数已用完，请明天再查。';
  return {
    headline: checkedAt === undefined ? SITE_TEXTS.first : open.join('，') || '都正常',
    lines: lines.map(({ verdict, ...line }) => ({ ...line, ...VERDICTS[verdict] })),
    note: checkedAt === undefined ? left : `检查于 ${minuteOf(checkedAt)}。${left}`,
    mayCheck: checksLeft > 0,
    monthly: care.monthly,
    publicSecurityNumber: care.publicSecurityNumber ?? '',
    snippet: footerSnippet(care.footerNumber),
  };
}

/** Sets what the holder wants. @throws ApiError; one about the number says what is wrong with it. */
export async function saveCare(
  call: Call,
  params: { readonly recordId: string; readonly websiteId: string },
  body: Input<'careForWebsite'>['body'],
): Promise<CareCard> {
  return careCard(await withFieldProblem(call('careForWebsite', { params, body })));
}

/** A website of the person's records; undefined when it is not theirs, or no longer. */
export async function loadSite(call: Call, recordId: string, websiteId: string) {
  const { records } = await call('listRecords', {});
  const record = records.find((found) => found.recordId === recordId);
  const site = record?.websites.find((found) => found.websiteId === websiteId);
  if (!record || !site) return undefined;
  const { domains, number, details, stateLabel, care } = site;
  return {
    ...{ domains: domains.join('、'), number, stateLabel, name: details?.name ?? '' },
    organizer: record.organizer?.name ?? record.number,
    /** Undefined while it is not connected here. */
    care: care && careCard(care),
  };
}
