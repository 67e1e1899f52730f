import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { DeskFiling, Registry } from './desk-store.ts';
import { verdictsOfRound } from './stage.ts';
import type { FilingNumbers } from './verdict.ts';

/** Character before ICP备 by the first two digits of the province's GB/T 2260 code. */
const PREFIXES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    '11京 12津 13冀 14晋 15蒙 21辽 22吉 23黑 31沪 32苏 33浙 34皖 35闽 36赣 37鲁 41豫 42鄂 43湘 44粤 45桂 46琼 ' +
    '50渝 51蜀 52黔 53滇 54藏 61陕 62陇 63青 64宁 65新'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), entry.slice(2)]),
);

const contents = z.object({
  eligibility: z.object({ region: z.string(), certificateNumber: z.string() }),
  websites: z.array(z.object({ id: z.string() })),
});

/**
 * Gives filing numbers as an authority does: an organizer keeps its number as long as it has a website, and its websites
 * are numbered after it. No number comes back.
 *
 * @returns the numbers, and the registry with them.
 */
export function giveNumbers(
  registry: Registry,
  data: Readonly<Record<string, unknown>>,
  year: number,
): { readonly numbers: FilingNumbers; readonly registry: Registry } {
  const { eligibility, websites } = contents.parse(data);
  const organizerKey = keyOf(eligibility.certificateNumber);
  const known = registry.organizers[organizerKey];
  const serial = String(registry.nextNumber).padStart(6, '0');
  const organizer = known?.number ?? `${PREFIXES[eligibility.region.slice(0, 2)] ?? '京'}ICP备${year}${serial}号`;
  const before = known?.websites ?? 0;
  return {
    numbers: {
      organizer,
      websites: Object.fromEntries(websites.map(({ id }, index) => [id, `${organizer}-${before + index + 1}`])),
    },
    registry: {
      nextNumber: registry.nextNumber + (known ? 0 : 1),
      organizers: {
        ...registry.organizers,
        [organizerKey]: { number: organizer, websites: before + websites.length },
      },
    },
  };
}

const keyOf = (certificateNumber: string): string => createHash('sha256').update(certificateNumber).digest('hex');

/** The registry without the organizer of an erased filing, unless another filing here is of the same organizer. */
export const withoutErased = (registry: Registry, erased: DeskFiling, all: readonly DeskFiling[]): Registry =>
  withoutOrganizer(registry, erased, all, () => true);

/** The registry without the organizer of a revoked filing, unless another filing of the same organizer stands. */
export const withoutRevoked = (registry: Registry, revoked: DeskFiling, all: readonly DeskFiling[]): Registry =>
  withoutOrganizer(registry, revoked, all, (other) => verdictsOfRound(other).at(-1)?.kind === 'approved');

function withoutOrganizer(
  registry: Registry,
  gone: DeskFiling,
  all: readonly DeskFiling[],
  keeps: (other: DeskFiling) => boolean,
): Registry {
  const organizerOf = ({ submission }: DeskFiling): string | undefined =>
    submission && keyOf(contents.parse(submission.data).eligibility.certificateNumber);
  const organizerKey = organizerOf(gone);
  const isShared = all.some(
    (other) => other.filingId !== gone.filingId && organizerOf(other) === organizerKey && keeps(other),
  );
  if (organizerKey === undefined || isShared) return registry;
  const { [organizerKey]: _, ...organizers } = registry.organizers;
  return { ...registry, organizers };
}
