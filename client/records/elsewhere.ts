/** Where a record may be that the account doesn't have, and what each case leads to. */
export const ELSEWHERE_WAYS = [
  {
    id: 'own-account',
    title: '在我的另一个账号里，还能登录',
    text: '换那个账号登录，就能接着办。想换到现在的账号，登录后在“我的备案”里点“转移备案”。',
  },
  {
    id: 'agreed',
    title: '在别人的账号里，对方同意给我',
    text: '请对方在“我的备案”里点“转移备案”，把链接发给你。你出示主体的证件，或请主体负责人刷脸，等 24 小时就转过来。',
  },
  {
    id: 'lost',
    title: '在以前的账号里，登不进了',
    text: '找回：拍主体的证件，再由主体负责人用验证码和刷脸同意，等 24 小时就转过来。负责人收不到验证码，或不能刷脸，就请审核员核实。',
  },
  {
    id: 'claim',
    title: '以前由这里的工作人员代办，没有账号',
    text: '认领：拍主体的证件，再填主体负责人手机收到的验证码，备案就归到现在的账号。',
  },
  {
    id: 'other-provider',
    title: '在别家服务商办的',
    text: '办接入备案：备案号不变，加上这里的服务器。先验证备案类型，约 3 分钟。',
  },
] as const;
export type ElsewhereWay = (typeof ELSEWHERE_WAYS)[number]['id'];

/** Texts of the page that asks where a record is, and of the links to it. */
export const ELSEWHERE = {
  title: '备案在别处',
  question: '这份备案，现在在哪？',
  why: '选一种，就去办。哪一种都不改备案号，也不影响网站。',
  missing: '以前办过备案，这里没有？',
  another: '不是这种情况？',
} as const;

/** The rule that refuses because another account has the record. */
const HELD_ELSEWHERE = 'FT-12';

/** The rule that refuses because the record has no website left: it is ended first. */
const EMPTY_SHELL = 'FT-15';

/** Where the link of a finding leads: to the page that asks where the record is, or to the records of the account. */
export type LeadsTo = 'elsewhere' | 'filings';
export const leadsTo = ({ ruleId }: { readonly ruleId: string }): LeadsTo | undefined =>
  ruleId === HELD_ELSEWHERE ? 'elsewhere' : ruleId === EMPTY_SHELL ? 'filings' : undefined;

/** What the link says. */
export const LEADS_TO: Readonly<Record<LeadsTo, string>> = { elsewhere: ELSEWHERE.title, filings: '我的备案' };
