import { Refused } from '../../contracts/kit/refusal.ts';
import { contactKey } from '../../contracts/normal-forms/contact.ts';
import type { CallerLimits } from '../../platform/ports/caller-limits.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import { BudgetUsedUp, Failed } from '../../platform/ports/failed.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { MailOutcome, Mails } from '../../platform/ports/mails.ts';
import { CODE_MESSAGES, MAIL_SUBJECT } from '../domain/messages/code-messages.ts';
import {
  ADDRESS_LIMITS,
  BROWSER_LIMITS,
  CODE,
  codeOf,
  NETWORK_LIMITS,
  STRANGER_LIMITS,
} from '../domain/one-time-code.ts';
import type { CodePurpose } from '../domain/paid-calls.ts';
import type { CodeRequest, CodeSender } from '../ports/accounts/code-sender.ts';
import type { OneTimeCodes } from '../ports/accounts/one-time-codes.ts';
import type { Billed } from '../ports/accounts/paid-calls.ts';
import type { ReminderOutcome, TextMessages } from '../ports/messages/reminders.ts';

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
    const { holder, address, recordId, message } = request;
    const ofAccount = request.payer.purpose ?? message;
    const purpose = request.payer.accountId === undefined ? 'stranger' : ofAccount;
    const payer = { ...request.payer, purpose };
    await keepLimits(request, purpose, callerLimits);
    const code = codeOf(Buffer.from(ids.secret(), 'base64url'));
    const expiresAt = new Date(clock.now().getTime() + CODE.expiresInSeconds * 1000);
    await oneTimeCodes.save({ holder, code, address, expiresAt, ...request.payer, recordId });
    arrived(await sendBy({ ...request, payer }, code, ports).catch(askToWait));
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

/** What each limit counts. Codes are not limited by network where the platform reports none. */
function limited({ origin: { network, userAgent }, address }: CodeRequest, purpose: CodePurpose) {
  const isStranger = purpose === 'stranger';
  const asking = [
    // Nobody without an account uses up what the signed-in have.
    { what: isStranger ? 'for a network' : 'for the signed-in of a network', limits: NETWORK_LIMITS, subject: network },
    { what: 'for a browser', limits: isStranger ? BROWSER_LIMITS : [], subject: `${network}\n${userAgent}` },
  ];
  // Whoever links a number has proven nothing of it: they use up no codes of its owner.
  const isUnproven = isStranger || purpose === 'link';
  const what = `to an address: ${isUnproven ? 'stranger' : purpose}`;
  const to = { what, limits: isUnproven ? STRANGER_LIMITS : ADDRESS_LIMITS };
  return [...(network === undefined ? [] : asking), { ...to, subject: contactKey(address) }];
}

/** @throws Refused('network.busy' | 'one-time-code.too-many') with the seconds to wait. */
async function keepLimits(request: CodeRequest, purpose: CodePurpose, callerLimits: CallerLimits): Promise<void> {
  for (const { what, limits, subject } of limited(request, purpose))
    for (const { times, seconds } of limits) {
      const counted = { name: `codes ${what} in ${seconds} s`, subjects: [subject ?? ''], times, seconds };
      const retryAfterSeconds = await callerLimits.countCall(counted);
      const refusal = what.startsWith('to') ? 'one-time-code.too-many' : 'network.busy';
      if (retryAfterSeconds > 0) throw new Refused(refusal, { retryAfterSeconds });
    }
}

/** The vendor has limits for each number too, and says how long they last. Budgets of one person or filing are no news of others. */
function askToWait(error: unknown): never {
  const isOfAll = error instanceof BudgetUsedUp && error.budget === 'service';
  const isVendors = error instanceof Failed && !(error instanceof BudgetUsedUp);
  if (!(isOfAll || isVendors) || error.retryAfterSeconds === undefined) throw error;
  const { retryAfterSeconds } = error;
  throw new Refused(isOfAll ? 'one-time-code.used-up' : 'one-time-code.too-many', { retryAfterSeconds });
}

function arrived(outcome: ReminderOutcome | MailOutcome): void {
  if (outcome === 'not-set-up') throw new Refused('one-time-code.not-set-up');
  if (outcome !== 'sent') throw new Refused('one-time-code.unreachable');
}
