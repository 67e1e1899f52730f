import { Refused } from '../../contracts/kit/refusal.ts';
import type { CallerLimits } from '../../platform/ports/caller-limits.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import { BudgetUsedUp, Failed } from '../../platform/ports/failed.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import { CODE_MESSAGES, MAIL_SUBJECT } from '../domain/messages/code-messages.ts';
import { ADDRESS_LIMITS, CODE, codeOf } from '../domain/one-time-code.ts';
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
    await keepAddressLimits(address, callerLimits);
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

async function keepAddressLimits(address: string, callerLimits: CallerLimits): Promise<void> {
  for (const { times, seconds } of ADDRESS_LIMITS) {
    const name = `codes to an address in ${seconds} s`;
    const retryAfterSeconds = await callerLimits.countCall({ name, subject: address, times, seconds });
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
