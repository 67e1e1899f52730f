import { setTimeout as sleep } from 'node:timers/promises';
import type { View } from '../../shared/ports/views.ts';
import type { Ports } from './ports.ts';

/** Time to take out a phone; short, because a code on a screen can be photographed by others. */
const LIFETIME_MS = 3 * 60 * 1000;
const POLL_MS = 500;

/** A ticket for a web page to show as a mini-program code. Who knows the ticket alone gets no session: it takes the page's secret. */
export async function makeScanTicket(
  { body }: { readonly body: { readonly challenge: string } },
  { scanTickets, weChat, views, settings, ids, clock }: Ports,
) {
  const ticket = ids.secret();
  const expiresAt = new Date(clock.now().getTime() + LIFETIME_MS);
  await scanTickets.save({ ticket, challenge: body.challenge, expiresAt });
  const image = await weChat.miniProgramCode(ticket, settings.signInPage);
  const miniProgramCode: View = await views.show(image, 'image/png');
  return { ticket, expiresAt, miniProgramCode };
}

/** Whether a ticket has been confirmed; waits up to `wait` seconds for it. */
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

/** The person at the phone says yes: the page's secret can now be exchanged for a token of his account. */
export async function confirmScanTicket(
  { applicantId, ticket }: { readonly applicantId: string; readonly ticket: string },
  { scanTickets, sessions, transactions }: Ports,
) {
  await transactions.inTransaction(async () => {
    const { challenge } = await scanTickets.confirm(ticket);
    await sessions.open(applicantId, challenge);
  });
  return { state: 'confirmed' as const };
}
