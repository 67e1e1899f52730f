import type { FilingContents, WebsiteDetails } from '../shared/domain/filing/filing.ts';
import type { Call } from './api-client.ts';
import { type FormPath, placeOf, type SavedValue, withForm } from './form-path.ts';
import type { FilingView, Finding, Input, Reply, View } from './messages.ts';
import type { Show } from './shown.ts';

/** The open filing: masked as the API shows it, and its contents in clear. */
export interface OpenFiling {
  readonly view: FilingView;
  readonly contents: FilingContents;
}

export interface OpenFilingState {
  readonly open: OpenFiling | undefined;
  /** Whether another device has saved something since the filing was loaded; its contents have been loaded. */
  readonly changedElsewhere: boolean;
}

/** What a front end does for the open filing. */
export interface FilingHost {
  readonly call: Call;
  /** Fetches the contents of a view. */
  readonly readView: <T>(view: NonNullable<View>) => Promise<T>;
  readonly show: Show;
}

/** The forms of the contract, whose arrays are mutable and whose keys are known. */
type OrganizerBody = Input<'saveOrganizer'>['body'];
type PersonBody = Input<'savePrincipal'>['body'];

/** One filing at a time: loads it, and saves its forms one after another. */
export function createOpenFiling({ call, readView, show }: FilingHost) {
  const state = show<OpenFilingState>({ open: undefined, changedElsewhere: false });
  // Saves are sequential, so that each knows the version that it is based on.
  let last: Promise<unknown> = Promise.resolve();

  /** Loads a filing again. @throws ApiError */
  async function load(filingId: string): Promise<OpenFiling> {
    const { filing: view, view: link } = await call('showFiling', { params: { filingId } });
    const open = { view, contents: await readView<FilingContents>(link) };
    state.change({ open });
    return open;
  }

  async function saveNow(filingId: string, path: FormPath, value: SavedValue): Promise<readonly Finding[]> {
    const before = state.now.open?.view.version ?? 0;
    const { filing: view, findings } = await send(filingId, path, value);
    const { open } = state.now;
    if (open?.view.filingId === filingId) {
      state.change({ open: { view, contents: withForm(open.contents, path, value) } });
      if (view.version > before + 1) {
        await load(filingId);
        state.change({ changedElsewhere: true });
      }
    }
    return findings;
  }

  function send(filingId: string, path: FormPath, value: SavedValue): Promise<Reply<'saveOrganizer'>> {
    if (path === 'organizer') return call('saveOrganizer', { params: { filingId }, body: value as OrganizerBody });
    if (path === 'principal') return call('savePrincipal', { params: { filingId }, body: value as PersonBody });
    const params = { filingId, websiteId: state.now.open?.view.websites[placeOf(path)]?.websiteId ?? '' };
    return path.endsWith('.siteOwner')
      ? call('saveSiteOwner', { params, body: value as PersonBody })
      : call('saveWebsite', { params, body: writable(value as WebsiteDetails) });
  }

  return {
    state: state.now,
    load,

    /** The filing, loaded when it isn't the open one. @throws ApiError */
    async open(filingId: string): Promise<OpenFiling> {
      const { open } = state.now;
      if (open?.view.filingId === filingId) return open;
      state.change({ open: undefined, changedElsewhere: false });
      return load(filingId);
    },

    /** Saves one form. @returns the findings about its section. @throws ApiError */
    save(filingId: string, path: FormPath, value: SavedValue): Promise<readonly Finding[]> {
      const saving = last.then(() => saveNow(filingId, path, value));
      last = saving.catch(() => {});
      return saving;
    },
  };
}

/** Requests have mutable arrays. */
const writable = (details: WebsiteDetails) => ({
  ...details,
  serviceContents: [...details.serviceContents],
  languages: [...details.languages],
  preApprovals: [...details.preApprovals],
});
