import { describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { type Instance, openInstances, outcomes } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const CHALLENGE = 'A'.repeat(43);
const ASKER = { addressRange: '113.87.*.*', browser: 'Windows 上的 Edge' };
const { test, instance } = await testInstance(clock);

/** A ticket that is valid for a minute. */
async function newTicket(): Promise<string> {
  const ticket = instance.ids.secret();
  const expiresAt = new Date(clock.now().getTime() + 60_000);
  await instance.scanTickets.save({ ticket, challenge: CHALLENGE, expiresAt, asker: ASKER });
  return ticket;
}

const confirmOn = (at: Instance, ticket: string) => at.transactions.inTransaction(() => at.scanTickets.confirm(ticket));

describe('a scan ticket', () => {
  it('waits until it is confirmed, and then returns its challenge', async () => {
    const [ticket, other] = [await newTicket(), await newTicket()];

    const before = await instance.scanTickets.stateOf(ticket);
    const confirmed = await confirmOn(instance, ticket);
    const after = await instance.scanTickets.stateOf(ticket);

    expect([before, after, await instance.scanTickets.stateOf(other)]).toEqual(['waiting', 'confirmed', 'waiting']);
    expect(confirmed).toEqual({ challenge: CHALLENGE });
  });

  it('tells what asks and since when, until it is confirmed', async () => {
    const ticket = await newTicket();

    const asked = await instance.scanTickets.askerOf(ticket);
    await confirmOn(instance, ticket);

    expect(asked).toMatchObject({ asker: ASKER, askedAt: clock.now() });
    expect(await outcomes([instance.scanTickets.askerOf(ticket)])).toEqual({ 'scan-ticket.used': 1 });
    expect(await outcomes([instance.scanTickets.askerOf('missing')])).toEqual({ 'scan-ticket.unknown': 1 });
  });

  it('is valid until it expires, but not at that moment', async () => {
    const ticket = await newTicket();

    clock.forward(59);
    const before = await instance.scanTickets.stateOf(ticket);
    clock.forward(1);
    const after = await instance.scanTickets.stateOf(ticket);

    expect([before, after]).toEqual(['waiting', 'expired']);
    expect(await outcomes([confirmOn(instance, ticket)])).toEqual({ 'scan-ticket.unknown': 1 });
  });

  it('is expired and unknown when it does not exist', async () => {
    const ticket = instance.ids.secret();

    expect(await instance.scanTickets.stateOf(ticket)).toBe('expired');
    expect(await outcomes([confirmOn(instance, ticket)])).toEqual({ 'scan-ticket.unknown': 1 });
  });

  it('is confirmed once, even when twenty phones confirm it concurrently', async () => {
    const ticket = await newTicket();
    const instances = await openInstances(10, test.url, clock);

    const result = await outcomes(Array.from({ length: 20 }, (_, call) => confirmOn(instances.nth(call), ticket)));
    await instances.close();

    expect(result).toEqual({ done: 1, 'scan-ticket.used': 19 });
  });
});
