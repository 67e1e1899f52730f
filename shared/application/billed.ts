import { Failed } from '../../platform/ports/failed.ts';
import type { PaidService, Payer } from '../domain/paid-calls.ts';
import type { Billed, PaidCalls } from '../ports/accounts/paid-calls.ts';

type Method = (...parts: never[]) => Promise<unknown>;

/** What a vendor bills. */
export interface Tariff<Vendor> {
  readonly service: PaidService;
  /** For each method whether a call with these arguments is billed. */
  readonly calls: {
    readonly [Name in keyof Vendor as Vendor[Name] extends Method ? Name : never]: Vendor[Name] extends (
      ...parts: infer Parts
    ) => unknown
      ? (...parts: Parts) => boolean
      : never;
  };
  /** Whether a call that failed so was certainly not billed. */
  readonly isFreeFailure: (failure: Failed) => boolean;
  /** Whether a call with this answer was not billed; left out, every answer is. */
  readonly isFreeAnswer?: (answer: unknown) => boolean;
}

/** A vendor each of whose billed calls is counted before it is made. A call that was not billed is taken back. */
export const createBilled = <Vendor extends object>(
  vendor: Vendor,
  tariff: Tariff<Vendor>,
  paidCalls: PaidCalls,
): Billed<Vendor> => ({
  paidBy: (payer) =>
    new Proxy(vendor, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        const isBilled = (tariff.calls as Readonly<Record<PropertyKey, (...parts: unknown[]) => boolean>>)[name];
        if (typeof member !== 'function' || !isBilled) return member;
        const call = member as (...parts: unknown[]) => Promise<unknown>;
        return (...parts: unknown[]) =>
          isBilled(...parts)
            ? paid(() => call.apply(target, parts), payer, tariff, paidCalls)
            : call.apply(target, parts);
      },
    }),
});

async function paid(
  call: () => Promise<unknown>,
  payer: Payer,
  { service, isFreeFailure, isFreeAnswer }: Omit<Tariff<object>, 'calls'>,
  paidCalls: PaidCalls,
): Promise<unknown> {
  await paidCalls.spend(service, payer);
  try {
    const answer = await call();
    if (isFreeAnswer?.(answer)) await paidCalls.giveBack(service, payer);
    return answer;
  } catch (error) {
    if (error instanceof Failed && isFreeFailure(error)) await paidCalls.giveBack(service, payer);
    throw error;
  }
}
