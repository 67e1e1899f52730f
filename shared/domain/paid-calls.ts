import type { Day } from '../../contracts/kit/beijing-time.ts';
import type { FilingId } from '../../contracts/kit/record-id.ts';

/** Services that bill each call, or count it. The key names it in configuration, log and database. */
export const PAID_SERVICES = {
  ocr: '证件识别',
  faces: '人脸检测与比对',
  liveness: '视频核身',
  'company-register': '企业信息核对',
  sms: '短信',
  'sms-codes': '短信验证码',
  mails: '邮件',
} as const;
export type PaidService = keyof typeof PAID_SERVICES;

/**
 * What a budget is for. `account` and `service` are for a day in Beijing, `filing` is for its whole life. That of an
 * account is its person's: it goes on when they erase the account and sign in again.
 */
export type BudgetOf = 'service' | 'account' | 'filing';

/** How many calls of each service a budget allows; 0 allows none. */
export type Budgets = Readonly<Record<BudgetOf, Readonly<Record<PaidService, number>>>>;

/** Who pays for a call. What is asked without sign-in, or about no filing, only has the other budgets. */
export interface Payer {
  readonly accountId: string | undefined;
  readonly filingId: FilingId | undefined;
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
  { person, filingId }: { readonly person: readonly string[] } & Pick<Payer, 'filingId'>,
  today: Day,
  budgets: Budgets,
): readonly Budget[] => [
  { of: 'service', payer: 'all', period: today, calls: budgets.service[service] },
  ...person.map(
    (digest) => ({ of: 'account', payer: `person/${digest}`, period: today, calls: budgets.account[service] }) as const,
  ),
  ...(filingId === undefined
    ? []
    : [{ of: 'filing', payer: `filing/${filingId}`, period: 'always', calls: budgets.filing[service] } as const]),
];
