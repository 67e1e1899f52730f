import { createHash } from 'node:crypto';

/** The filing numbers so far. */
export interface Registry {
  readonly nextNumber: number;
  /** By organizer (a hash): its number and the number of its numbered websites. */
  readonly organizers: Readonly<Record<string, { readonly number: string; readonly websites: number }>>;
}

/** 主体备案号, and 网站备案号 by website id. */
export interface FilingNumbers {
  readonly organizer: string;
  readonly websites: Readonly<Record<string, string>>;
}

/** Character before ICP备 by the first two digits of the province's GB/T 2260 code. */
const PREFIXES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    '11京 12津 13冀 14晋 15蒙 21辽 22吉 23黑 31沪 32苏 33浙 34皖 35闽 36赣 37鲁 41豫 42鄂 43湘 44粤 45桂 46琼 ' +
    '50渝 51蜀 52黔 53滇 54藏 61陕 62陇 63青 64宁 65新'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), entry.slice(2)]),
);

/**
 * Gives filing numbers as an authority does: an organizer keeps its number as long as it has a website, and its websites
 * are numbered after it. No number comes back.
 *
 * @returns the numbers, and the registry with them.
 */
export function giveNumbers(
  registry: Registry,
  filed: {
    readonly region: string;
    readonly certificateNumber: string;
    readonly websites: readonly { readonly id: string }[];
  },
  year: number,
): { readonly numbers: FilingNumbers; readonly registry: Registry } {
  const { region, certificateNumber, websites } = filed;
  const organizerKey = keyOf(certificateNumber);
  const known = registry.organizers[organizerKey];
  const serial = String(registry.nextNumber).padStart(6, '0');
  const organizer = known?.number ?? `${PREFIXES[region.slice(0, 2)] ?? '京'}ICP备${year}${serial}号`;
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

/** Websites of one organizer. */
interface OwnWebsites {
  readonly certificateNumber: string;
  readonly websites: readonly { readonly id: string; readonly domain: string }[];
}

/**
 * The numbers of websites that get another access: none changes by it.
 *
 * @param approved what was approved before, oldest first.
 * @returns undefined when one of the domains has no number of this organizer here.
 */
export function keptNumbers(
  approved: readonly (OwnWebsites & { readonly numbers: FilingNumbers })[],
  { certificateNumber, websites }: OwnWebsites,
): FilingNumbers | undefined {
  const own = approved.filter((one) => one.certificateNumber === certificateNumber);
  const organizer = own.at(-1)?.numbers.organizer;
  const given = new Map(
    own.flatMap((one) => one.websites.map(({ id, domain }) => [domain, one.numbers.websites[id]] as const)),
  );
  const kept = websites.flatMap(({ id, domain }) => {
    const number = given.get(domain);
    return number === undefined ? [] : [[id, number] as const];
  });
  if (organizer === undefined || kept.length < websites.length) return undefined;
  return { organizer, websites: Object.fromEntries(kept) };
}

/** Of an organizer in the registry. */
export const keyOf = (certificateNumber: string): string =>
  createHash('sha256').update(certificateNumber).digest('hex');
