import { formFieldAt } from '../../../contracts/forms/form-field-at.ts';
import type { FiledBefore, FilingContents, Person, Website } from './filing.ts';
import { partOf, type RecordPart } from './filing-types.ts';
import { comparable } from './repair.ts';

/** A value that differs from the record, by its path in the filing's contents. Undefined: nothing stands there. */
export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Form = Readonly<Record<string, unknown>>;

/** What a change is about: every value that differs from the version of the record that it starts from. */
export const differences = (contents: FilingContents): readonly Difference[] =>
  contents.before ? [...numberDifference(contents), ...differencesBetween(contents.before, contents)] : [];

function numberDifference({
  before,
  eligibility: { certificateNumber: after },
}: FilingContents): readonly Difference[] {
  const filed = before?.certificateNumber;
  return filed === undefined || filed === after
    ? []
    : [{ path: 'eligibility.certificateNumber', before: filed, after }];
}

/** What differs between two versions, or between a version and a change of it; paths are those of the later one. */
export function differencesBetween(before: FiledBefore, after: FiledBefore): readonly Difference[] {
  const gone = before.websites.filter(({ id }) => after.websites.every((site) => site.id !== id));
  return [
    ...formDifferences('organizer', before.organizer, after.organizer),
    ...formDifferences('principal', before.principal, after.principal),
    ...after.websites.flatMap((site, index) =>
      websiteDifferences(
        `websites.${index}`,
        before.websites.find(({ id }) => id === site.id),
        site,
      ),
    ),
    ...gone.map((site) => ({ path: 'websites', before: domainsOf(site), after: undefined })),
  ];
}

function websiteDifferences(path: string, before: Website | undefined, after: Website): readonly Difference[] {
  if (!before) return [{ path, before: undefined, after: domainsOf(after) }];
  const [had, has] = [domainsOf(before), domainsOf(after)];
  return [
    ...(isSame(had, has) ? [] : [{ path: `${path}.domain`, before: had, after: has }]),
    ...formDifferences(path, { cloudService: before.cloudService }, { cloudService: after.cloudService }),
    ...formDifferences(`${path}.details`, before.details, after.details),
    ...formDifferences(`${path}.siteOwner`, before.siteOwner, after.siteOwner),
  ];
}

function formDifferences(path: string, before: object = {}, after: object = {}): readonly Difference[] {
  return keysOf(before, after).flatMap((key) => {
    const [had, has] = [(before as Form)[key], (after as Form)[key]];
    return isSame(had, has) ? [] : [{ path: `${path}.${key}`, before: had, after: has }];
  });
}

const keysOf = (...forms: readonly object[]): readonly string[] => [
  ...new Set(forms.flatMap((form) => Object.keys(form))),
];

const isSame = (first: unknown, second: unknown): boolean =>
  JSON.stringify(comparable(first)) === JSON.stringify(comparable(second));

/** All domains of a website, the first one first. */
export const domainsOf = ({ domain, otherDomains = [] }: Website): readonly string[] =>
  [domain, ...otherDomains].filter((text) => text !== '');

/**
 * What a version of a record becomes by a change of an earlier one: what the change made different is as in the change,
 * everything else as it is now. A website that is gone stays gone.
 */
export function withDifference(now: FiledBefore, before: FiledBefore, after: FiledBefore): FiledBefore {
  return {
    organizer: merged(now.organizer, before.organizer, after.organizer),
    principal: mergedPerson(now.principal, before.principal, after.principal),
    websites: now.websites.map((site) => {
      const [had, has] = [before, after].map(({ websites }) => websites.find(({ id }) => id === site.id));
      return had && has ? mergedWebsite(site, had, has) : site;
    }),
  };
}

function mergedWebsite(now: Website, before: Website, after: Website): Website {
  const domains = isSame(domainsOf(before), domainsOf(after)) ? domainsOf(now) : keptDomains(now, after);
  const [domain = '', ...otherDomains] = domains;
  const { otherDomains: _, ...rest } = now;
  return {
    ...rest,
    domain,
    ...(otherDomains.length > 0 && { otherDomains }),
    cloudService: isSame(before.cloudService, after.cloudService) ? now.cloudService : after.cloudService,
    details: merged(now.details, before.details, after.details),
    siteOwner: mergedPerson(now.siteOwner, before.siteOwner, after.siteOwner),
  };
}

/** Domains are only dropped: one that the website lost meanwhile does not come back. */
const keptDomains = (now: Website, after: Website): readonly string[] =>
  domainsOf(now).filter((domain) => domainsOf(after).includes(domain));

function merged<T extends object>(now: T | undefined, before: T | undefined, after: T | undefined): T | undefined {
  if (!now || !after) return now ?? after;
  const [was, is] = [(before ?? {}) as Form, after as Form];
  const entries = keysOf(now, after).map((key) => {
    const value = isSame(was[key], is[key]) ? (now as Form)[key] : is[key];
    return [key, value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as T;
}

/** Another person is filed as a whole: no number of theirs is mixed with those of the one before. */
const mergedPerson = (
  now: Person | undefined,
  before: Person | undefined,
  after: Person | undefined,
): Person | undefined => (after && before?.idNumber !== after.idNumber ? after : merged(now, before, after));

/** Where a value stands: its part of the record, of one website if it is a website's. */
const placeOf = (path: string): string | undefined => {
  const part = partOf(path);
  return part && `${/^websites\.\d+/.exec(path)?.[0] ?? ''} ${part}`;
};

/** Whether a part of the record differs in a change; of one website, if a place is given. */
export function differsIn(contents: FilingContents, parts: readonly RecordPart[], website?: number): boolean {
  const place = website === undefined ? undefined : `websites.${website}.`;
  return differences(contents).some(({ path }) => {
    const part = partOf(path);
    return part !== undefined && parts.includes(part) && (place === undefined || path.startsWith(place));
  });
}

/** Whether a path is in a part of the record that differs in a change. */
export function isInDifference(contents: FilingContents, path: string): boolean {
  const place = placeOf(path);
  return place !== undefined && differences(contents).some((difference) => placeOf(difference.path) === place);
}

/**
 * What needs neither pictures nor a liveness check when nothing else differs: contact data, addresses, the server. Source:
 * the providers' consoles, 2019-12 and 2022 (“仅变更联系方式或地址，人员未变，无需重新上传”).
 */
const isLight = (path: string): boolean =>
  partOf(path) === 'website.cloudService' || formFieldAt(path)?.field.isLight === true;

/** The differences that take a commitment letter and a liveness check. */
export const weightyDifferences = (contents: FilingContents): readonly Difference[] =>
  differences(contents).filter(({ path }) => partOf(path) !== undefined && !isLight(path));

/**
 * The places of the websites whose site owners are checked: of what differs with weight, those of the websites concerned; of
 * the organizer or the principal alone, that of the first website.
 */
export function websitesToCheck(contents: FilingContents): readonly number[] {
  const weighty = weightyDifferences(contents);
  if (weighty.length === 0) return [];
  const places = weighty.flatMap(({ path }) => {
    const place = /^websites\.(\d+)\./.exec(path)?.[1];
    return place === undefined ? [] : [Number(place)];
  });
  return places.length > 0 ? [...new Set(places)].sort((a, b) => a - b) : [0];
}
