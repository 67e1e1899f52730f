import { createCodeSender } from '../application/code-sender.ts';
import { mails } from './mails.ts';
import { senderParts } from './sms-code-sender.ts';

export async function codeSender() {
  return createCodeSender({ ...(await senderParts()), mails: await mails() });
}
