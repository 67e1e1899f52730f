import type { Day } from '../../contracts/kit/beijing-time.ts';
import type { FilingId } from '../../contracts/kit/record-id.ts';
import type { CodeMessage } from './messages/code-messages.ts';

/** Services that bill each call, or count it. The key names it in configuration, log and database. */
export const PAID_SERVICES = {
  ocr: '证件识别',
  faces: '人脸检测与比对',
  liveness: '视频核身',
  'company-register': '企业信息核对',
  sms: '短信',
  'sms-codes': '短信验证码',
  mails: '邮件',
  captcha: '图形验证',
} as const;
export type PaidService = keyof typeof PAID_SERVICES;

/**
 * What a budget is for. `account` and `service` are for a day in Beijing, `filing` is for its whole life. That of an
 * account is its person's: it goes on when they erase the account and sign in again.
 */
export type BudgetOf = 'service' | 'account' | 'filing';

/** How many calls of each service a budget allows; 0 allows none. */
export type Budgets = Readonly<Record<BudgetOf, Readonly<Record<PaidService, number>>>>;

/**
 * What a code is for: its message, or `stranger`: a sign-in by somebody of whom nothing is known, or `link`: a number that an
 * account says is its. Each purpose has its own counts and its own part of the day's budget, so that none stops another.
 */
export type CodePurpose = CodeMessage | 'stranger' | 'link';

/** The parts of the day's budget for codes; together they are all of it. */
const CODE_SHARES: Readonly<Record<CodePurpose, number>> = {
  ...{ stranger: 0.4, 'sign-in-code': 0.15, link: 0.05, 'contact-code': 0.16 },
  ...{ 'transfer-code': 0.08, 'claim-code': 0.08, 'ending-code': 0.08 },
};

/** Who pays for a call. What is asked without sign-in, or about no filing, only has the other budgets. */
export interface Payer {
  readonly accountId: string | undefined;
  readonly filingId: FilingId | undefined;
  /** For a code, which part of the day's budget pays it. */
  readonly purpose?: CodePurpose;
}

/** One budget that a call uses: whose it is, for which period, and how many calls it allows. */
export interface Budget {
  readonly of: BudgetOf;
  readonly payer: string;
  readonly period: string;
  readonly calls: number;
}

/**
 * The budgets that a call uses, always in this order, so that concurrent calls do not lock each other out.
 *
 * @param person a digest for each way into the account that pays; none when no account does.
 */
export const budgetsOf = (
  service: PaidService,
  { person, filingId, purpose }: { readonly person: readonly string[] } & Omit<Payer, 'accountId'>,
  today: Day,
  budgets: Budgets,
): readonly Budget[] => [
  { of: 'service', payer: 'all', period: today, calls: budgets.service[service] },
  ...(purpose ? [ofPurpose(purpose, today, budgets.service[service])] : []),
  ...person.map(
    (digest) => ({ of: 'account', payer: `person/${digest}`, period: today, calls: budgets.account[service] }) as const,
  ),
  ...(filingId === undefined
    ? []
    : [{ of: 'filing', payer: `filing/${filingId}`, period: 'always', calls: budgets.filing[service] } as const]),
];

const ofPurpose = (purpose: CodePurpose, today: Day, calls: number): Budget => ({
  ...{ of: 'service', payer: `purpose/${purpose}`, period: today },
  calls: Math.ceil(calls * CODE_SHARES[purpose]),
});
