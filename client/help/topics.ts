/** The chapters of help in the order of a filing's life, by what their address ends in. */
export const HELP_TITLES = {
  limits: '谁能在这里备案',
  provinces: '各省要求',
  domains: '域名的条件',
  'cloud-services': '云服务的条件',
  names: '网站名称',
  cost: '费用和时间',
  materials: '材料和样例',
  weeks: '提交以后',
  'sms-check': '短信核验',
  approved: '批下来以后',
  notice: '整改通知',
  change: '变更备案',
  ending: '注销和取消接入',
  transfer: '转移备案',
  claim: '认领和找回',
} as const;
export type HelpTopic = keyof typeof HELP_TITLES;
export const HELP_TOPICS = Object.keys(HELP_TITLES) as HelpTopic[];

export const isHelpTopic = (text: string): text is HelpTopic => (HELP_TOPICS as readonly string[]).includes(text);

/** The pages and steps that open a chapter of another name. */
const PAGES: Readonly<Partial<Record<HelpTopic, readonly string[]>>> = {
  'cloud-services': ['cloud'],
  names: ['website'],
  materials: ['site-owner', 'liveness', 'hand-over', 'photograph'],
  weeks: ['preview', 'submission', 'progress'],
  approved: ['filed-website'],
  change: ['record'],
  transfer: ['offer-transfer', 'stop-transfer'],
  claim: ['elsewhere', 'lost'],
};

/** The chapter that a page opens, by the name of the page or step; `limits` for any other. */
export const helpOfPage = (page: string): HelpTopic =>
  HELP_TOPICS.find((topic) => topic === page || PAGES[topic]?.includes(page)) ?? 'limits';
