import type { DocumentKind, DocumentSubject } from '../../shared/domain/media/document.ts';
import type { Call } from '../calls/api-client.ts';
import type { FilingView, Reply, View } from '../calls/messages.ts';
import { type FormField, ORGANIZER_FIELDS, PERSON_FIELDS, WEBSITE_FIELDS } from '../form/form-fields.ts';
import type { Message } from '../form/form-messages.ts';
import type { NameOf } from '../kit/code-tables.ts';
import type { Show } from '../kit/shown.ts';
import { textOf } from './preview.ts';
import { itemInHand } from './step-states.ts';

/** A flagged item with everything that is shown of it; `before` and `now` are values in clear. */
export type ClearRepair = Reply<'showRepair'>['items'][number] & {
  readonly before?: unknown;
  readonly now?: unknown;
  readonly word?: string;
};

interface Repair {
  readonly round: number;
  readonly items: readonly ClearRepair[];
}

/** The repair of a returned filing, one item at a time. */
export interface RepairState {
  readonly repair: Repair | undefined;
  /** The item that the person chose; else the first that is open. */
  readonly chosen: number | undefined;
  isWriting: boolean;
  word: string;
  /** Links to pictures of the item in hand, as they were submitted. */
  readonly pictures: readonly string[];
}
const NO_REPAIR: RepairState = { repair: undefined, chosen: undefined, isWriting: false, word: '', pictures: [] };

export const REPAIR_WORDS = { open: '待修改', changed: '已修改', answered: '已说明' } as const;

/** What a front end does for a repair. */
export interface RepairHost {
  readonly call: Call;
  readonly readView: <T>(view: NonNullable<View>) => Promise<T>;
  readonly show: Show;
  /** How far the steps are: asked again after each word. */
  readonly overviews: { load(filingId: string): Promise<unknown> };
}

export function createRepairing({ call, readView, show, overviews }: RepairHost, filingId: string) {
  const state = show<RepairState>(NO_REPAIR);
  const inHand = (): ClearRepair | undefined => itemInHand(state.now.repair?.items ?? [], state.now.chosen);

  /** Takes an item in hand. Without its old picture the words are still there. */
  async function choose(chosen: number | undefined): Promise<void> {
    state.change({ chosen, pictures: [] });
    const item = inHand();
    const isWriting = item !== undefined && (item.kind === 'other' || item.word !== undefined);
    state.change({ isWriting, word: item?.word ?? '' });
    const pictures = item ? await oldPicturesOf(item, call).catch(() => []) : [];
    if (inHand()?.item === item?.item) state.change({ pictures });
  }

  /** Loads the items, with their old values in clear. What is typed meanwhile about the same item stays. @throws ApiError */
  async function load(): Promise<void> {
    const { round, items, view } = await call('showRepair', { params: { filingId } });
    const clear = await readView<{ readonly items: readonly { readonly item: number }[] }>(view);
    const { isWriting, word, chosen } = state.now;
    const before = inHand()?.item;
    const all = items.map((entry) => ({ ...entry, ...clear.items.find(({ item }) => item === entry.item) }));
    state.change({ repair: { round, items: all } });
    await choose(chosen);
    if (isWriting && before !== undefined && before === inHand()?.item) state.change({ isWriting, word });
  }

  return {
    state: state.now,
    change: state.change,
    inHand,
    load,
    choose,
    /** It is returned no longer. */
    reset: () => state.change(NO_REPAIR),
    /** Keeps a word about the item in hand, or takes it back. @throws ApiError */
    async keep(word: string | undefined): Promise<void> {
      const item = inHand();
      if (!item || !state.now.repair) return;
      const params = { filingId, round: state.now.repair.round, item: item.item };
      if (word === undefined) await call('takeBackAnswer', { params });
      else await call('answerFlag', { params, body: { word } });
      state.change({ chosen: undefined, isWriting: false });
      await Promise.all([load(), overviews.load(filingId)]);
    },
  };
}
export type Repairing = ReturnType<typeof createRepairing>;

/** Links to the pictures that were submitted; one that is gone is left out. @throws ApiError */
async function oldPicturesOf({ oldPictures }: ClearRepair, call: Call): Promise<readonly string[]> {
  const shown = await Promise.all(
    oldPictures.map((documentId) => call('showDocument', { params: { documentId }, query: {} })),
  );
  return shown.flatMap(({ picture, kind }) => (picture && kind !== 'liveness-video' ? [picture.url] : []));
}

/** What is said of an item that is not in hand. */
export function repairLine(item: ClearRepair, nameOf: NameOf): string {
  if (item.state === 'open') return item.reason;
  if (item.word !== undefined) return `${item.state === 'changed' ? '已修改' : '没改'}，已说明：${item.word}`;
  const text = item.state === 'changed' ? repairText(item.field, item.now, nameOf) : '';
  return text ? `已改为“${text}”` : REPAIR_WORDS[item.state];
}

/** The field of a form at a path; undefined for a section, a part of a value, and what is none of ours. */
function fieldAt(path: string): FormField | undefined {
  const [, form = '', key = ''] =
    /^(organizer|principal|websites\.\d+\.(?:details|siteOwner))\.(\w+)$/.exec(path) ?? [];
  const fields: readonly FormField[] =
    form === 'organizer' ? ORGANIZER_FIELDS : form.endsWith('.details') ? WEBSITE_FIELDS : PERSON_FIELDS;
  return form === '' ? undefined : fields.find((field) => field.key === key);
}

/** A value as people read it; empty where a whole section is meant, which its own page shows. */
export function repairText(path: string, value: unknown, nameOf: NameOf): string {
  const field = fieldAt(path);
  if (value === undefined) return field ? '没有填写' : '';
  if (field) return textOf(field, value, nameOf);
  return typeof value === 'string' ? value : '';
}

/** The path of a document in findings and flagged items. */
export function documentField(
  websites: readonly { readonly websiteId: string }[],
  kind: DocumentKind,
  subject: DocumentSubject,
): string {
  const place = websites.findIndex(({ websiteId }) => subject === `website:${websiteId}`);
  return place < 0 ? `documents.${kind}` : `websites.${place}.documents.${kind}`;
}

type Flagged = FilingView['flagged'];

/** Why a tile, a card or a form as a whole was flagged: at its own path, or with the section around it. */
export const flaggedMessages = (flagged: Flagged, path: string): readonly Message[] =>
  flagged
    .filter(({ field }) => `${path}.`.startsWith(`${field}.`))
    .map(({ reason, suggestion }) => ({ severity: 'require', text: `审核意见：${reason}`, suggestion }));
