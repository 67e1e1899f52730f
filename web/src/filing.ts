import { computed, reactive } from 'vue';
import type { FilingView, Finding, Reply } from '../../client/messages.ts';
import {
  type Confirmed,
  type FilingContents,
  type Organizer,
  type Person,
  type WebsiteDetails,
  withConfirmed,
} from '../../shared/domain/filing/filing.ts';
import { call, readView } from './api.ts';

/** The open filing: masked as the API shows it, and its contents in clear. */
export interface OpenFiling {
  readonly view: FilingView;
  readonly contents: FilingContents;
}

const state = reactive<{ open: OpenFiling | undefined; changedElsewhere: boolean }>({
  open: undefined,
  changedElsewhere: false,
});

export const filing = computed(() => state.open as OpenFiling | undefined);
/** Whether another device has saved something since the filing was loaded; its contents have been loaded. */
export const changedElsewhere = computed(() => state.changedElsewhere);

/** Loads a filing again. @throws ApiError */
export async function loadFiling(filingId: string): Promise<OpenFiling> {
  const { filing: view, view: link } = await call('showFiling', { params: { filingId } });
  const open = { view, contents: await readView<FilingContents>(link) };
  state.open = open;
  return open;
}

/** The filing, loaded when it isn't the open one. @throws ApiError */
export async function openFiling(filingId: string): Promise<OpenFiling> {
  if (state.open?.view.filingId === filingId) return state.open as OpenFiling;
  state.open = undefined;
  state.changedElsewhere = false;
  return loadFiling(filingId);
}

/** Forms of a filing, by the path that findings use. */
export type FormPath = 'organizer' | 'principal' | `websites.${number}.details` | `websites.${number}.siteOwner`;
export type FormValue = Organizer | Person | WebsiteDetails;
/** A form as it is saved: with the keys of the values that the person has confirmed. */
export type SavedValue = FormValue & Confirmed;

// Saves are sequential, so that each knows the version that it is based on.
let last: Promise<unknown> = Promise.resolve();

/** Saves one form. @returns the findings about its section. @throws ApiError */
export function saveForm(filingId: string, path: FormPath, value: SavedValue): Promise<readonly Finding[]> {
  const saving = last.then(() => save(filingId, path, value));
  last = saving.catch(() => {});
  return saving;
}

async function save(filingId: string, path: FormPath, value: SavedValue): Promise<readonly Finding[]> {
  const before = state.open?.view.version ?? 0;
  const { filing: view, findings } = await send(filingId, path, value);
  if (state.open?.view.filingId === filingId) {
    const isAhead = view.version > before + 1;
    state.open = { view, contents: withForm(state.open.contents as FilingContents, path, value) };
    if (isAhead) {
      await loadFiling(filingId);
      state.changedElsewhere = true;
    }
  }
  return findings;
}

function send(filingId: string, path: FormPath, value: SavedValue): Promise<Reply<'saveOrganizer'>> {
  if (path === 'organizer') return call('saveOrganizer', { params: { filingId }, body: value as OrganizerBody });
  if (path === 'principal') return call('savePrincipal', { params: { filingId }, body: value as PersonBody });
  const params = { filingId, websiteId: state.open?.view.websites[placeOf(path)]?.websiteId ?? '' };
  return path.endsWith('.siteOwner')
    ? call('saveSiteOwner', { params, body: value as PersonBody })
    : call('saveWebsite', { params, body: writable(value as WebsiteDetails) });
}

const placeOf = (path: FormPath): number => Number(path.split('.')[1]);

/** The forms of the contract, whose arrays are mutable and whose keys are known. */
type OrganizerBody = NonNullable<Parameters<typeof call<'saveOrganizer'>>[1]>['body'];
type PersonBody = NonNullable<Parameters<typeof call<'savePrincipal'>>[1]>['body'];

/** Requests have mutable arrays. */
const writable = (details: WebsiteDetails) => ({
  ...details,
  serviceContents: [...details.serviceContents],
  languages: [...details.languages],
  preApprovals: [...details.preApprovals],
});

/** The part of `confirmationPath` before a key: a website by its id. */
function confirmationForm(contents: FilingContents, path: FormPath): string {
  return path.endsWith('.siteOwner') ? `websites.${contents.websites[placeOf(path)]?.id}.siteOwner` : path;
}

/** The keys of a form's values that the person has confirmed. */
export function confirmedIn(contents: FilingContents, path: FormPath): readonly string[] {
  const prefix = `${confirmationForm(contents, path)}.`;
  return (contents.confirmed ?? []).flatMap((one) => (one.startsWith(prefix) ? [one.slice(prefix.length)] : []));
}

function withForm(contents: FilingContents, path: FormPath, { confirmed, ...value }: SavedValue): FilingContents {
  return withConfirmed(withValue(contents, path, value), confirmationForm(contents, path), confirmed);
}

function withValue(contents: FilingContents, path: FormPath, value: FormValue): FilingContents {
  if (path === 'organizer' || path === 'principal') return { ...contents, [path]: value };
  const part = path.endsWith('.siteOwner') ? 'siteOwner' : 'details';
  const websites = contents.websites.map((site, place) =>
    place === placeOf(path) ? { ...site, [part]: value } : site,
  );
  return { ...contents, websites };
}

/** The saved values of a form; undefined when it was never saved. */
export function savedForm(contents: FilingContents, path: FormPath): FormValue | undefined {
  if (path === 'organizer' || path === 'principal') return contents[path];
  return contents.websites[placeOf(path)]?.[path.endsWith('.siteOwner') ? 'siteOwner' : 'details'];
}
