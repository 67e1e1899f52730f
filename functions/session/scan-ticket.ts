import { setTimeout as sleep } from 'node:timers/promises';
import type { Origin } from '../../contracts/kit/contract.ts';
import { askerOf } from '../../shared/domain/asker.ts';
import { MINI_PROGRAM_PAGES } from '../../shared/domain/mini-program-pages.ts';
import type { View } from '../../shared/ports/documents/views.ts';
import type { Ports } from './ports.ts';

/** Enough to take out a phone, but short, because others can photograph a code on a screen. */
const LIFETIME_MS = 3 * 60 * 1000;
const POLL_MS = 500;

/** A ticket that a web page shows as a code. It gives no session by itself: that takes the page's secret. */
export async function makeScanTicket(
  { body, origin }: { readonly body: { readonly challenge: string }; readonly origin: Origin },
  { scanTickets, weChat, views, ids, clock }: Ports,
) {
  const ticket = ids.secret();
  const expiresAt = new Date(clock.now().getTime() + LIFETIME_MS);
  const asker = askerOf(origin.address, origin.userAgent);
  await scanTickets.save({ ticket, challenge: body.challenge, expiresAt, asker });
  const image = await weChat.miniProgramCode(ticket, MINI_PROGRAM_PAGES.signIn);
  const miniProgramCode: View = await views.show(image, 'image/png');
  return { ticket, expiresAt, miniProgramCode };
}

/** Whether a ticket is confirmed; waits for it up to `wait` seconds. */
export async function showScanTicket(
  { ticket, wait }: { readonly ticket: string; readonly wait: number },
  { scanTickets }: Ports,
) {
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const state = await scanTickets.stateOf(ticket);
    if (state !== 'waiting' || waitedMs >= wait * 1000) return { state };
    await sleep(POLL_MS);
  }
}

/** What the phone shows before the person confirms: a code can be photographed, or sent to somebody as a trick. */
export async function showScanAsker({ ticket }: { readonly ticket: string }, { scanTickets }: Ports) {
  const { asker, askedAt, expiresAt } = await scanTickets.askerOf(ticket);
  return { ...asker, askedAt, expiresAt };
}

interface Confirmation {
  readonly applicantId: string;
  readonly authenticatedAt: Date;
  readonly ticket: string;
}

/** The person confirms on their phone: the page's secret can now be exchanged for a token, and proves no more than the phone. */
export async function confirmScanTicket(
  { applicantId, authenticatedAt, ticket }: Confirmation,
  { scanTickets, sessions, transactions }: Ports,
) {
  await transactions.inTransaction(async () => {
    const { challenge } = await scanTickets.confirm(ticket);
    await sessions.open(applicantId, { challenge, authenticatedAt });
  });
  return { state: 'confirmed' as const };
}
