import { type Call, scf } from './calls.ts';
import type { Cloud } from './cloud.ts';
import { at } from './desired-state.ts';

/** What functions without a cap keep of an account's quota. Source: SDK, PutReservedConcurrencyConfig. */
const UNRESERVED_MB = 12_800;

/** Concurrency of an account in a region, counted as memory. */
export interface Quota {
  readonly totalMb: number;
  /** Reserved for functions, those of this stage among them. */
  readonly reservedMb: number;
}

/** A function's cap as it is and as it is wanted; undefined for none. */
export interface Cap {
  readonly name: string;
  readonly is: number | undefined;
  readonly wanted: number | undefined;
}

/** @returns undefined where the platform tells no quota. */
export async function readQuota(cloud: Cloud): Promise<Quota | undefined> {
  type Usage = { readonly TotalConcurrencyMem?: number | null; readonly TotalAllocatedConcurrencyMem?: number | null };
  const { AccountUsage } = await cloud.read<{ AccountUsage?: Usage | null }>('scf', 'GetAccount', {});
  const totalMb = AccountUsage?.TotalConcurrencyMem;
  return totalMb ? { totalMb, reservedMb: AccountUsage?.TotalAllocatedConcurrencyMem ?? 0 } : undefined;
}

/** Memory that is reserved for a function; undefined for one that isn't there. */
export async function readCap(name: string, cloud: Cloud): Promise<{ readonly mb: number | undefined } | undefined> {
  type Answer = { readonly ReservedMem?: number | null };
  const answer = await cloud.readIfThere<Answer>('scf', 'GetReservedConcurrencyConfig', at(name));
  return answer && { mb: answer.ReservedMem ?? undefined };
}

/** Whether a cap differs. Without a wanted cap, 0 is left: that is how somebody has stopped the function. */
export const isOther = ({ is, wanted }: Cap): boolean => (wanted === undefined ? (is ?? 0) > 0 : wanted !== is);

/** The share, in percent, with which all wanted caps fit into the account's quota; undefined when they do fit. */
export function fittingShare(caps: readonly Cap[], quota: Quota | undefined, share: number): number | undefined {
  if (!quota) return undefined;
  const elsewhereMb = quota.reservedMb - sum(caps.map(({ is }) => is ?? 0));
  const room = quota.totalMb - UNRESERVED_MB - elsewhereMb;
  const wanted = sum(caps.map((cap) => cap.wanted ?? 0));
  return wanted > room ? Math.max(0, Math.floor((share * room) / wanted)) : undefined;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

/**
 * The calls that cap functions; caps that shrink come first, because the sum counts.
 *
 * @throws Error when they don't fit into the account's quota.
 */
export function capChanges(caps: readonly Cap[], quota: Quota | undefined, share: number): readonly Call[] {
  const others = caps.filter(isOther);
  const fitting = others.length > 0 ? fittingShare(caps, quota, share) : undefined;
  if (fitting !== undefined)
    throw new Error(
      `函数的实例上限合计超过这个账号在本地域能保留的内存（配额 ${quota?.totalMb} MB，须留 ${UNRESERVED_MB} MB 共用）。` +
        `请设 INSTANCE_CAPS=${fitting}（现在是 ${share}），或在云函数控制台提高并发配额。`,
    );
  const growth = ({ is = 0, wanted = 0 }: Cap) => wanted - is;
  return others
    .toSorted((first, second) => growth(first) - growth(second))
    .map(({ name, wanted }) =>
      wanted === undefined
        ? scf('DeleteReservedConcurrencyConfig', at(name))
        : scf('PutReservedConcurrencyConfig', { ...at(name), ReservedConcurrencyMem: wanted }),
    );
}
