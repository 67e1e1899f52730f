import { createOneTimeCodes } from '../adapters/postgres/accounts/one-time-codes.ts';
import { createCodeSender } from '../application/code-sender.ts';
import { callerLimits } from './edge.ts';
import { sealedParts } from './sealed.ts';
import { codeMessages } from './text-messages.ts';

/** For rooms that send SMS only: their bundle has no SMTP. */
export async function smsCodeSender() {
  return createCodeSender(await senderParts());
}

export async function senderParts() {
  const parts = await sealedParts();
  return {
    callerLimits: await callerLimits(),
    oneTimeCodes: createOneTimeCodes(parts),
    codeMessages: await codeMessages(),
    ids: parts.ids,
    clock: parts.clock,
  };
}
