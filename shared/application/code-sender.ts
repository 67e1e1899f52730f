import { Refused } from '../../contracts/kit/refusal.ts';
import { contactKey } from '../../contracts/normal-forms/contact.ts';
import type { CallerLimits } from '../../platform/ports/caller-limits.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import { BudgetUsedUp, Failed } from '../../platform/ports/failed.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import { CODE_MESSAGES, MAIL_SUBJECT } from '../domain/messages/code-messages.ts';
import { ADDRESS_LIMITS, BROWSER_LIMITS, CODE, codeOf, NETWORK_LIMITS } from '../domain/one-time-code.ts';
import type { CodeRequest, CodeSender } from '../ports/code-sender.ts';
import type { MailOutcome, Mails } from '../ports/mails.ts';
import type { OneTimeCodes } from '../ports/one-time-codes.ts';
import type { Billed } from '../ports/paid-calls.ts';
import type { ReminderOutcome, TextMessages } from '../ports/reminders.ts';

interface SenderPorts {
  readonly callerLimits: CallerLimits;
  readonly oneTimeCodes: OneTimeCodes;
  readonly codeMessages: Billed<TextMessages>;
  /** Left out where only SMS are sent. */
  readonly mails?: Billed<Mails>;
  readonly ids: Ids;
  readonly clock: Clock;
}

const TIMES = { expiresInSeconds: CODE.expiresInSeconds, resendInSeconds: CODE.resendInSeconds };

/** The code is stored before it is sent: whatever arrives is valid. */
export const createCodeSender = (ports: SenderPorts): CodeSender => ({
  async send(request) {
    const { callerLimits, oneTimeCodes, ids, clock } = ports;
    const { holder, address, payer, recordId } = request;
    await keepLimits(request, callerLimits);
    const code = codeOf(Buffer.from(ids.secret(), 'base64url'));
    const expiresAt = new Date(clock.now().getTime() + CODE.expiresInSeconds * 1000);
    await oneTimeCodes.save({ holder, code, address, expiresAt, ...payer, recordId });
    arrived(await sendBy(request, code, ports).catch(askToWait));
    return TIMES;
  },
});

async function sendBy(
  { by, address, message, payer }: CodeRequest,
  code: string,
  { codeMessages, ids, mails }: SenderPorts,
): Promise<ReminderOutcome | MailOutcome> {
  const id = `code/${ids.uuid()}`;
  if (by === 'sms')
    return codeMessages.paidBy(payer).send({ id, mobile: address, template: message, parameters: [code] });
  const mail = { id, to: address, subject: MAIL_SUBJECT, text: CODE_MESSAGES[message].replace('{code}', code) };
  return mails ? mails.paidBy(payer).send(mail) : 'not-set-up';
}

type Limits = readonly { readonly times: number; readonly seconds: number }[];

/** What each limit counts. Codes are not limited by network where the platform reports none. */
function limited({ origin: { network, userAgent }, payer, address }: CodeRequest) {
  const ofNetwork = (what: string, limits: Limits, more = '') =>
    network === undefined ? [] : [{ what, limits, subject: `${network}${more}` }];
  const asking =
    payer.accountId === undefined
      ? [...ofNetwork('for a browser', BROWSER_LIMITS, `\n${userAgent}`), ...ofNetwork('for a network', NETWORK_LIMITS)]
      : // Nobody without an account uses up what the signed-in have.
        ofNetwork('for the signed-in of a network', NETWORK_LIMITS);
  return [...asking, { what: 'to an address', limits: ADDRESS_LIMITS as Limits, subject: contactKey(address) }];
}

async function keepLimits(request: CodeRequest, callerLimits: CallerLimits): Promise<void> {
  for (const { what, limits, subject } of limited(request))
    for (const { times, seconds } of limits) {
      const counted = { name: `codes ${what} in ${seconds} s`, subjects: [subject], times, seconds };
      const retryAfterSeconds = await callerLimits.countCall(counted);
      if (retryAfterSeconds > 0) throw new Refused('request.too-many', { retryAfterSeconds });
    }
}

/** The vendor has limits for each number too, and says how long they last. */
function askToWait(error: unknown): never {
  if (error instanceof Failed && !(error instanceof BudgetUsedUp) && error.retryAfterSeconds !== undefined)
    throw new Refused('request.too-many', { retryAfterSeconds: error.retryAfterSeconds });
  throw error;
}

function arrived(outcome: ReminderOutcome | MailOutcome): void {
  if (outcome === 'not-set-up') throw new Refused('one-time-code.not-set-up');
  if (outcome !== 'sent') throw new Refused('one-time-code.unreachable');
}
