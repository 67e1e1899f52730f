import { alarm } from '../../platform/edge/log.ts';
import { createPaidCalls } from '../adapters/postgres/accounts/paid-calls.ts';
import { createBilled, type Tariff } from '../application/billed.ts';
import { config } from '../config.ts';
import type { Billed, PaidCalls } from '../ports/accounts/paid-calls.ts';
import { sealedParts } from './sealed.ts';

/** Used-up budgets raise an alarm: of one account it may be an attack, of the service it is everybody's day. */
async function paidCalls(): Promise<PaidCalls> {
  const { PAID_CALLS_PER_ACCOUNT: account, PAID_CALLS_PER_FILING: filing, PAID_CALLS_PER_DAY: service } = config();
  return createPaidCalls(await sealedParts(), { account, filing, service }, ({ service: port, vendorCode }) =>
    alarm({ port, failure: 'used-up', vendorCode }),
  );
}

/** The port of a vendor that bills its calls: it can only be used on somebody's budget. */
export const billed = async <Vendor extends object>(
  vendor: Promise<Vendor>,
  tariff: Tariff<Vendor>,
): Promise<Billed<Vendor>> => createBilled(await vendor, tariff, await paidCalls());
