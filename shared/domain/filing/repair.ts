import { type Document, isOfLiveness } from '../media/document.ts';
import type { Filing, FilingContents, FlaggedField, Website } from './filing.ts';
import type { FilingState } from './machine.ts';

/** What of a document says whether it is another one. */
export type PackedDocument = Pick<Document, 'id' | 'kind' | 'subject'>;

/** What counts for the reviewer: the forms, and the documents in use. */
export interface Packed {
  readonly contents: Pick<FilingContents, 'organizer' | 'principal' | 'websites'>;
  readonly documents: readonly PackedDocument[];
}

/** A round that was submitted. */
export const packedOf = (data: FilingContents & Pick<Packed, 'documents'>): Packed => ({
  contents: data,
  documents: data.documents,
});

/**
 * `open`: to be done · `changed`: something else stands there than was submitted · `answered`: it stays, with a word to the
 * reviewer.
 */
export type RepairState = 'open' | 'changed' | 'answered';

/** What flagged items are about, and so how they are mended. `other`: what can't be changed in a filing, or is unknown to us. */
export type RepairKind = 'field' | 'section' | 'picture' | 'pictures' | 'liveness' | 'other';

/** One flagged item, and what came of it. */
export interface RepairItem extends FlaggedField {
  readonly item: number;
  readonly kind: RepairKind;
  readonly state: RepairState;
  readonly word?: string | undefined;
}

/** Whether it came back because its SMS verification was not done, and not from a reviewer. */
export const hasFailedSms = (
  { state }: Pick<Filing, 'state'>,
  history: readonly { readonly event: string }[],
): boolean =>
  state === 'returned' &&
  history.findLast(({ event }) => event === 'return' || event === 'fail-sms')?.event === 'fail-sms';

/** The longest word to a reviewer, in characters. */
export const MOST_WORD_CHARACTERS = 200;

/** The number of a flagged item: its place in the verdict, from 1. @param index its index in the filing's list. */
export const itemOf = ({ item }: Pick<FlaggedField, 'item'>, index: number): number => item ?? index + 1;

/** Whether a filing waits for its repair: what was flagged must be changed or answered before it is submitted again. */
export const isInRepair = (state: FilingState): boolean => state === 'returned' || state === 'authority-returned';

/**
 * What came of each flagged item of a returned filing: its repair is judged against what was submitted, fields by value and
 * pictures by document.
 *
 * @param submitted the last round. @param documents those in use now.
 */
export function repairItems(
  { flagged, contents }: Pick<Filing, 'flagged' | 'contents'>,
  submitted: Packed,
  documents: readonly PackedDocument[],
): readonly RepairItem[] {
  return flagged.map((flag, index) => {
    const item = itemOf(flag, index);
    const word = contents.answers?.find((answer) => answer.item === item)?.word;
    const isChanged = hasChanged(flag.field, submitted, { contents, documents });
    const state = isChanged ? 'changed' : word === undefined ? 'open' : 'answered';
    return { ...flag, item, kind: repairKind(flag.field), state, ...(word !== undefined && { word }) };
  });
}

const DOCUMENT = /^(?:websites\.(\d+)\.)?documents(?:\.([\w-]+))?$/;
const WEBSITE = /^websites\.(\d+)(?:\.(.+))?$/;
const FORMS = /^(?:organizer|principal|websites\.\d+\.(?:details|siteOwner))(\..+)?$/;

/** How a flagged item is mended, by its path. */
export function repairKind(field: string): RepairKind {
  const form = FORMS.exec(field);
  if (form) return form[1] === undefined ? 'section' : 'field';
  if (/^websites(?:\.\d+)?$/.test(field)) return 'section';
  if (/^websites\.\d+\.liveness$/.test(field)) return 'liveness';
  const document = DOCUMENT.exec(field);
  if (document) return document[2] === undefined ? 'pictures' : 'picture';
  return 'other';
}

/** Whether something else stands at a path than was submitted. Spaces alone are no change: the reviewer sees the same. */
function hasChanged(field: string, submitted: Packed, now: Packed): boolean {
  const before = placeWhenSubmitted(field, submitted, now.contents);
  return before !== undefined && JSON.stringify(partAt(field, now)) !== JSON.stringify(partAt(before, submitted));
}

/** A path of today's filing in what was submitted: a website is known by its id. Undefined for one that was not submitted. */
export function placeWhenSubmitted(
  field: string,
  submitted: Packed,
  now: Pick<FilingContents, 'websites'>,
): string | undefined {
  const website = WEBSITE.exec(field);
  if (!website) return field;
  const id = now.websites[Number(website[1])]?.id;
  const place = submitted.contents.websites.findIndex((site) => site.id === id);
  return id === undefined || place < 0 ? undefined : field.replace(/^websites\.\d+/, `websites.${place}`);
}

/** What stands at a path, without spaces, in a form that can be compared. */
function partAt(field: string, { contents, documents }: Packed): unknown {
  const website = WEBSITE.exec(field);
  const site = website && contents.websites[Number(website[1])];
  const ofSite = documents.filter(({ subject }) => subject === `website:${site?.id}`);
  const ofOrganizer = documents.filter(({ subject }) => subject === 'organizer' || subject === 'principal');
  const document = DOCUMENT.exec(field);
  if (document) return idsOf(document[1] === undefined ? ofOrganizer : ofSite.filter(isPaper), document[2]);
  if (website?.[2] === 'liveness') return idsOf(ofSite.filter(isFilmed));
  if (website && site && website[2] === undefined) return [comparable(site), idsOf(ofSite)];
  if (field === 'websites') return [contents.websites.map(comparable), idsOf(documents)];
  return comparable(valueAt(field, contents));
}

/** The ids of the documents that a path names; none for a form. */
export function documentsOf(field: string | undefined, packed: Packed): readonly string[] {
  const kind = field === undefined ? 'other' : repairKind(field);
  return field !== undefined && ['picture', 'pictures', 'liveness'].includes(kind)
    ? (partAt(field, packed) as readonly string[])
    : [];
}

const isPaper = ({ kind }: PackedDocument): boolean => !isOfLiveness(kind);
/** What the person made. Key frames come with the film, and are for the reviewer. */
const isFilmed = ({ kind }: PackedDocument): boolean => isOfLiveness(kind) && kind !== 'liveness-frame';

const idsOf = (documents: readonly PackedDocument[], kind?: string): readonly string[] =>
  documents
    .filter((document) => kind === undefined || document.kind === kind)
    .map(({ id }) => id)
    .sort();

/** The value at a path; undefined where there is none. */
export function valueAt(field: string, contents: Packed['contents']): unknown {
  const { organizer, principal, websites } = contents;
  return field.split('.').reduce<unknown>(
    (value, key) =>
      // Own properties only: a path is a stranger's text.
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<string, unknown>>)[key]
        : undefined,
    { organizer, principal, websites },
  );
}

/** A value with its texts without spaces, sorted by key, and without what is blank: a field left blank is one left out. */
export function comparable(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\s+/gu, '') || undefined;
  if (Array.isArray(value)) return value.map((item) => comparable(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, comparable(one)] as const);
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The contents with a word about an item; without one when `word` is undefined. */
export function withAnswer(contents: FilingContents, item: number, word: string | undefined): FilingContents {
  const others = (contents.answers ?? []).filter((answer) => answer.item !== item);
  const answers = [...others, ...(word === undefined ? [] : [{ item, word }])].sort((a, b) => a.item - b.item);
  const { answers: _, ...rest } = contents;
  return answers.length === 0 ? rest : { ...rest, answers };
}

/** The contents without words to a reviewer: they belong to one round. */
export function withoutAnswers({ answers: _, ...contents }: FilingContents): FilingContents {
  return contents;
}

/**
 * The flagged items after websites were removed: theirs are gone, and the paths of the others follow their websites.
 *
 * @param before the websites that the paths count. @param after those that are left.
 */
export function flagsAfterRemoval(
  flagged: readonly FlaggedField[],
  before: readonly Pick<Website, 'id'>[],
  after: readonly Pick<Website, 'id'>[],
): readonly FlaggedField[] {
  if (before.every(({ id }) => after.some((site) => site.id === id))) return flagged;
  return flagged.flatMap((flag, index) => {
    const website = WEBSITE.exec(flag.field);
    const id = website && before[Number(website[1])]?.id;
    // A path that never named a website stays: it can be answered.
    if (!website || id === undefined) return [{ ...flag, item: itemOf(flag, index) }];
    const place = after.findIndex((site) => site.id === id);
    if (place < 0) return [];
    return [{ ...flag, item: itemOf(flag, index), field: flag.field.replace(/^websites\.\d+/, `websites.${place}`) }];
  });
}
