import * as z from 'zod/mini';
import type { DeskFiling } from './desk-store.ts';
import { giveNumbers as give, keptNumbers as kept, keyOf, type Registry } from './registry.ts';
import { verdictsOfRound } from './stage.ts';

const contents = z.object({
  eligibility: z.object({ region: z.string(), certificateNumber: z.string() }),
  websites: z.array(z.object({ id: z.string() })),
});

const ownWebsites = z.object({
  filingType: z.optional(z.string()),
  eligibility: z.object({ certificateNumber: z.string() }),
  websites: z.array(z.object({ id: z.string(), domain: z.string() })),
});

/** The numbers of a package, and the registry with them. */
export function giveNumbers(registry: Registry, data: Readonly<Record<string, unknown>>, year: number) {
  const { eligibility, websites } = contents.parse(data);
  return give(registry, { ...eligibility, websites }, year);
}

/** The numbers of a new access: those that its domains have here. Undefined for anything else. */
export function keptNumbers(all: readonly DeskFiling[], data: Readonly<Record<string, unknown>>) {
  const wanted = ownWebsites.safeParse(data);
  if (!wanted.success || wanted.data.filingType !== 'new-access') return undefined;
  const approved = all.toReversed().flatMap(({ submission, verdicts }) => {
    const before = ownWebsites.safeParse(submission?.data);
    const numbers = verdicts.findLast((one) => one.numbers)?.numbers;
    return before.success && numbers ? [{ ...before.data, ...before.data.eligibility, numbers }] : [];
  });
  return kept(approved, { ...wanted.data, ...wanted.data.eligibility });
}

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
