import type { Address, PreApproval } from '../../../contracts/forms/form-field.ts';
import type { FilingContents } from './filing.ts';

/**
 * A form that is filled in field by field, on one or several devices: `organizer`, `principal`, `website.<id>`,
 * `site-owner.<id>`.
 */
export type DraftForm = 'organizer' | 'principal' | `website.${string}` | `site-owner.${string}`;

/** What stands in a field, blank or not. */
export type DraftValue = string | boolean | Address | readonly (string | number | PreApproval)[];

/** A value with who typed it. */
export interface TypedValue {
  readonly value: DraftValue;
  /** The version of the draft that brought it; 0 for one that the filing had before. */
  readonly version: number;
  /** The open page that sent it: a page never overwrites its own value unseen. '' for a whole form over the API. */
  readonly page: string;
  /** The kind of device, e.g. `微信 · iPhone`; '' for one that the filing had before. */
  readonly device: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Set when the form took it over from a certificate, and the person has not looked at it. */
  readonly isTaken?: true;
}

/** A form as it is typed. */
export interface FormDraft {
  /** Number of saves so far. */
  readonly version: number;
  /** The current value of each field that was touched. */
  readonly fields: Readonly<Record<string, TypedValue>>;
  /** Other values of fields that were typed without having seen the current one, until the person settles which counts. */
  readonly others: Readonly<Record<string, readonly TypedValue[]>>;
}

/** Some fields of a form as one page sends them. */
export interface DraftSave {
  /** The version of the draft that the page shows: whatever is newer, its person has not seen. */
  readonly base: number;
  readonly page: string;
  readonly device: string;
  readonly at: string;
  readonly values: Readonly<Record<string, DraftValue>>;
  /** Those of `values` that the form took over from a certificate unseen. */
  readonly taken: readonly string[];
  /** Fields of which the person has seen all values, and chosen the one that is sent. */
  readonly settled: readonly string[];
}

/** The most values of one field beside the current one: each is of another page. */
export const MOST_OTHERS = 20;

export const NO_DRAFT: FormDraft = { version: 0, fields: {}, others: {} };

/** The draft of a form that was saved as a whole. */
export function draftFrom(form: object | undefined, confirmed: readonly string[]): FormDraft {
  const fields = Object.entries(form ?? {}).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [[key, { value, version: 0, page: '', device: '', at: '', ...(!confirmed.includes(key) && TAKEN) }] as const],
  );
  return { ...NO_DRAFT, fields: Object.fromEntries(fields) };
}

const TAKEN = { isTaken: true } as const;

/** A value that two pages have decided without knowing of each other is news to both. */
const ON_TWO_PAGES = { page: '' } as const;

export const sameValue = (first: DraftValue | undefined, second: DraftValue | undefined): boolean =>
  JSON.stringify(first) === JSON.stringify(second);

/**
 * Merges what one page sends, field by field. A value that its person has not seen is never replaced: what they typed
 * is then kept beside it. Sending the same twice changes nothing.
 *
 * @returns the same draft when nothing changes.
 */
export function mergeDraft(draft: FormDraft, save: DraftSave): FormDraft {
  const version = draft.version + 1;
  const merged = { fields: { ...draft.fields }, others: { ...draft.others } };
  for (const [key, value] of Object.entries(save.values)) {
    const isTaken = save.taken.includes(key);
    const typed: TypedValue = {
      value,
      version,
      page: save.page,
      device: save.device,
      at: save.at,
      ...(isTaken && TAKEN),
    };
    mergeField(merged, key, typed, save);
  }
  const isSame =
    JSON.stringify(merged.fields) === JSON.stringify(draft.fields) &&
    JSON.stringify(merged.others) === JSON.stringify(draft.others);
  return isSame ? draft : { version, ...merged };
}

interface Merging {
  readonly fields: Record<string, TypedValue>;
  readonly others: Record<string, readonly TypedValue[]>;
}

function mergeField({ fields, others }: Merging, key: string, typed: TypedValue, { base, settled }: DraftSave): void {
  const current = fields[key];
  const beside = others[key] ?? [];
  const isUnseen = [current, ...beside].some((value) => value && value.version > base && value.page !== typed.page);
  const mayReplace = current === undefined || current.version <= base || current.page === typed.page;
  if (settled.includes(key) && !isUnseen) {
    // A choice is newer than what was seen before it, even when the current value stays.
    if (beside.length > 0 || !isRepeated(current, typed)) fields[key] = typed;
    setOthers(others, key, []);
    return;
  }
  const notOwn = beside.filter(({ page }) => page !== typed.page);
  if (current && sameValue(current.value, typed.value)) {
    setOthers(others, key, notOwn);
    // Whoever types what was taken over has looked at it; whoever chooses a value has decided it now.
    const isChosen = settled.includes(key) && current.page !== typed.page;
    if (isChosen) fields[key] = isUnseen ? { ...typed, ...ON_TWO_PAGES } : typed;
    else if (current.isTaken && !typed.isTaken) fields[key] = typed;
  } else if (mayReplace) {
    const isAlike = notOwn.some(({ value, version }) => version > base && sameValue(value, typed.value));
    fields[key] = isAlike ? { ...typed, ...ON_TWO_PAGES } : typed;
    setOthers(
      others,
      key,
      notOwn.filter(({ value }) => !sameValue(value, typed.value)),
    );
  } else {
    const own = beside.find(({ page }) => page === typed.page);
    setOthers(others, key, [...notOwn, own && sameValue(own.value, typed.value) ? own : typed]);
  }
}

const isRepeated = (current: TypedValue | undefined, typed: TypedValue): boolean =>
  current !== undefined && sameValue(current.value, typed.value) && current.isTaken === typed.isTaken;

function setOthers(others: Record<string, readonly TypedValue[]>, key: string, values: readonly TypedValue[]): void {
  if (values.length === 0) delete others[key];
  else others[key] = values;
}

/**
 * The draft after a form was saved as a whole over the API. Its caller knows the filing, but not what is half-filled
 * beside it: that is kept beside the new value.
 *
 * @param before the form that the filing had.
 */
export function replaceForm(
  draft: FormDraft,
  before: object | undefined,
  after: object,
  { device, at }: Pick<TypedValue, 'device' | 'at'>,
): FormDraft {
  const version = draft.version + 1;
  const known = (before ?? {}) as Readonly<Record<string, DraftValue | undefined>>;
  const fields = { ...draft.fields };
  const others = { ...draft.others };
  for (const [key, value] of Object.entries(after) as [string, DraftValue | undefined][]) {
    const current = fields[key];
    if (value === undefined || sameValue(current?.value, value)) continue;
    if (current && !sameValue(current.value, known[key]) && !isBlankValue(current.value))
      others[key] = [...(others[key] ?? []), current];
    fields[key] = { value, version, page: '', device, at };
  }
  return { version, fields, others };
}

/** Whether nothing was entered, or only a part of an address or an approval. */
export function isBlankValue(value: DraftValue | undefined): boolean {
  if (value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (typeof value === 'boolean') return false;
  if (Array.isArray(value)) return value.length === 0 || value.some(hasGap);
  return hasGap(value);
}

/** Whether a value of several parts lacks one: an address, an approval. */
export const hasGap = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).some((text) => String(text).trim() === '');

/** The fields with several values. */
export const conflictsIn = ({ others }: FormDraft): readonly string[] => Object.keys(others).sort();

/** The fields of which other pages have saved something since `base`. */
export const unseenIn = ({ fields, others }: FormDraft, { base, page }: Pick<DraftSave, 'base' | 'page'>) =>
  Object.keys({ ...fields, ...others })
    .filter((key) =>
      [fields[key], ...(others[key] ?? [])].some((value) => value && value.version > base && value.page !== page),
    )
    .sort();

/** The current values of a draft. */
export const valuesOf = ({ fields }: FormDraft): Readonly<Record<string, DraftValue>> =>
  Object.fromEntries(Object.entries(fields).map(([key, { value }]) => [key, value]));

/** The path of a form in findings: `websites.0.details`; undefined when its website was removed. */
export function draftPath({ websites }: FilingContents, form: DraftForm): string | undefined {
  if (form === 'organizer' || form === 'principal') return form;
  const { kind, websiteId } = partsOf(form);
  const place = websites.findIndex(({ id }) => id === websiteId);
  return place < 0 ? undefined : `websites.${place}.${kind === 'website' ? 'details' : 'siteOwner'}`;
}

const partsOf = (form: string) => {
  const [kind = '', websiteId = ''] = form.split('.');
  return { kind, websiteId: websiteId.toLowerCase() };
};

/** The form in a filing that was saved last as a whole; undefined before, and when its website was removed. */
export function savedForm(contents: FilingContents, form: DraftForm): object | undefined {
  if (form === 'organizer' || form === 'principal') return contents[form];
  const { kind, websiteId } = partsOf(form);
  return contents.websites.find(({ id }) => id === websiteId)?.[kind === 'website' ? 'details' : 'siteOwner'];
}

/** The contents with a form. */
export function withSavedForm(contents: FilingContents, form: DraftForm, value: object): FilingContents {
  if (form === 'organizer' || form === 'principal') return { ...contents, [form]: value };
  const { kind, websiteId } = partsOf(form);
  const part = kind === 'website' ? 'details' : 'siteOwner';
  return {
    ...contents,
    websites: contents.websites.map((site) => (site.id === websiteId ? { ...site, [part]: value } : site)),
  };
}

/** The form by which confirmations are kept: `confirmationPath`. */
export function confirmationForm(form: DraftForm): string {
  const { kind, websiteId } = partsOf(form);
  return kind === 'site-owner' ? `websites.${websiteId}.siteOwner` : form;
}
