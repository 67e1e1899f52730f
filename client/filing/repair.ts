import type { DocumentKind, DocumentSubject } from '../../shared/domain/media/document.ts';
import type { Call } from '../calls/api-client.ts';
import type { FilingView, RepairItem, Reply, View } from '../calls/messages.ts';
import { type DocumentName, standingOf, type UploadedDocument } from '../documents/documents.ts';
import { type FormField, ORGANIZER_FIELDS, PERSON_FIELDS, WEBSITE_FIELDS } from '../form/form-fields.ts';
import type { FormPath } from '../form/form-path.ts';
import type { NameOf } from '../kit/code-tables.ts';
import type { Show } from '../kit/shown.ts';
import { textOf } from './preview.ts';
import { REPAIR_WORDS, repairAction } from './step-states.ts';

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

/** The page of one flagged item of a returned filing. */
export interface RepairState {
  readonly repair: Repair | undefined;
  isWriting: boolean;
  word: string;
  /** Links to pictures of the item in hand, as they were submitted. */
  readonly pictures: readonly string[];
  /** Whose certificate or photo the item in hand is, as it was submitted. */
  readonly subject: DocumentSubject | undefined;
  /** Said to be mended, but nothing is different. */
  readonly isSame: boolean;
}
const NO_REPAIR: RepairState = {
  ...{ repair: undefined, isWriting: false, word: '', pictures: [], subject: undefined, isSame: false },
};

/** What stands around the items. */
export const REPAIR_TEXTS = {
  back: '回到列表',
  before: '上次提交',
  reason: '审核意见',
  advice: '怎么改',
  now: '改成',
  write: '不用改？写一句说明给审核员',
  word: '给审核员的说明',
  fixed: '这一项在备案里不能改，请写一句说明给审核员。',
  keep: '保存说明',
  wordFirst: '先写一句说明。',
  takeBack: '收回说明',
  same: '和上次提交的一样。请改好，或者写一句说明给审核员。',
  sending: '照片还在上传，传完再点一次。',
} as const;

/** What a front end does for a repair. */
export interface RepairHost {
  readonly call: Call;
  readonly readView: <T>(view: NonNullable<View>) => Promise<T>;
  readonly show: Show;
  /** How far the steps are: asked again after each word. */
  readonly overviews: { load(filingId: string): Promise<unknown> };
}

/** @param field the path of the item. */
export function createRepairing({ call, readView, show, overviews }: RepairHost, filingId: string, field: string) {
  const state = show<RepairState>(NO_REPAIR);
  const handled = (items: readonly ClearRepair[]): ClearRepair | undefined => {
    const named = items.filter((item) => item.field === field);
    return named.find((item) => item.state === 'open') ?? named[0];
  };
  const inHand = () => handled(state.now.repair?.items ?? []);
  let loads = 0;

  /**
   * Loads the items, with their old values in clear. A word that is being typed stays, and so does what was asked for later.
   *
   * @returns the item in hand as it was then. @throws ApiError
   */
  async function load(): Promise<ClearRepair | undefined> {
    loads += 1;
    const turn = loads;
    const { round, items, view } = await call('showRepair', { params: { filingId } });
    const clear = await readView<{ readonly items: readonly { readonly item: number }[] }>(view);
    const all = items.map((entry) => ({ ...entry, ...clear.items.find(({ item }) => item === entry.item) }));
    const item = handled(all);
    if (turn !== loads) return item;
    state.change({ repair: { round, items: all } });
    if (!item || state.now.isWriting) return item;
    state.change({ isWriting: item.kind === 'other' || item.word !== undefined, word: item.word ?? '' });
    // Without its old picture the words are still there.
    state.change(await oldPicturesOf(item, call).catch(() => ({ pictures: [] })));
    return item;
  }
  const loadAll = () => Promise.all([load(), overviews.load(filingId)]);
  /** Keeps a word about the item in hand, or takes it back. @throws ApiError */
  async function keep(word: string | undefined): Promise<void> {
    const item = inHand();
    if (!item || !state.now.repair) return;
    const params = { filingId, round: state.now.repair.round, item: item.item };
    if (word === undefined) await call('takeBackAnswer', { params });
    else await call('answerFlag', { params, body: { word } });
    state.change({ isWriting: false, isSame: false });
    await loadAll();
  }

  return {
    state: state.now,
    change: state.change,
    inHand,
    load,
    /** What was changed counts by what is saved; a word that stands there is kept. @returns whether there is either. @throws ApiError */
    async isMended(): Promise<boolean> {
      const [item] = await loadAll();
      const { isWriting, word } = state.now;
      const isOpen = item?.state === 'open';
      const isSaid = isWriting && word.trim() !== '';
      if (isOpen && isSaid) await keep(word);
      state.change({ isSame: isOpen && !isSaid });
      return !isOpen || isSaid;
    },
    keep,
    /** Something is typed or uploaded: whether it differs is said at the next press. */
    touched: () => state.now.isSame && state.change({ isSame: false }),
  };
}
export type Repairing = ReturnType<typeof createRepairing>;

/** The pictures that were submitted, and whose they are; one that is gone is left out. @throws ApiError */
async function oldPicturesOf({ oldPictures }: ClearRepair, call: Call) {
  const shown = await Promise.all(
    oldPictures.map((documentId) => call('showDocument', { params: { documentId }, query: {} })),
  );
  const pictures = shown.flatMap(({ picture, kind }) => (picture && kind !== 'liveness-video' ? [picture.url] : []));
  return { pictures, subject: shown[0]?.subject as DocumentSubject | undefined };
}

/** Where an item is mended on its own page: in the field or the tile itself; undefined for what has a page already. */
function editorOf({ kind, field }: RepairItem, websites: FilingView['websites'], subject: DocumentSubject | undefined) {
  const websiteId = websites[Number(/^websites\.(\d+)/.exec(field)?.[1] ?? -1)]?.websiteId;
  const whose: DocumentSubject | undefined = websiteId === undefined ? undefined : `website:${websiteId}`;
  const place = placeAt(field);
  const ofForm: DocumentSubject = whose ?? 'principal';
  if (kind === 'field' && place) return { ...place, kind: undefined, subject: ofForm };
  if (kind !== 'picture') return undefined;
  const picture = field.slice(field.lastIndexOf('.') + 1) as DocumentKind;
  const ofPicture: DocumentSubject = whose ?? subject ?? (picture in OF_ORGANIZER ? 'organizer' : 'principal');
  return { kind: picture, subject: ofPicture, path: undefined, field: undefined };
}
const OF_ORGANIZER: Readonly<Record<string, true>> = { 'business-licence': true, 'commitment-letter': true };

/** What the page of an item takes from elsewhere. */
export interface RepairPlace {
  readonly view: FilingView;
  readonly nameOf: NameOf;
  readonly documentOf: (name: DocumentName) => UploadedDocument;
}

/** The page of the item in hand; undefined until it is loaded. */
export function repairPage({ state, inHand }: Repairing, { view, nameOf, documentOf }: RepairPlace) {
  const item = inHand();
  if (!item || !state.repair) return undefined;
  const { items } = state.repair;
  const isOpen = item.state === 'open';
  const editor = editorOf(item, view.websites, state.subject);
  const step = editor || item.kind === 'other' || !isOpen ? undefined : repairAction(item, view);
  const { filingId } = view;
  const picture = editor?.kind && documentOf({ filingId, kind: editor.kind, subject: editor.subject });
  const objection = picture && standingOf(picture).isWorking ? REPAIR_TEXTS.sending : REPAIR_TEXTS.same;
  const isLast = items.every((other) => other.item === item.item || other.state !== 'open');
  const next = isLast ? '去重新提交' : '看下一处';
  return {
    ...{ field: item.field, name: item.name, isOpen },
    place: `${items.indexOf(item) + 1}/${items.length}`,
    stateText: REPAIR_WORDS[item.state],
    /** The reviewer's words, and what was submitted. */
    facts: [
      { label: REPAIR_TEXTS.reason, text: item.reason },
      { label: REPAIR_TEXTS.advice, text: item.suggestion ?? '' },
      { label: REPAIR_TEXTS.before, text: repairText(item.field, item.before, nameOf) },
    ].filter(({ text }) => text !== ''),
    pictures: state.pictures,
    isFixed: item.kind === 'other',
    hasWord: item.word !== undefined,
    mayKeep: state.word.trim() !== '',
    /** Why it doesn't count as mended; empty before the person has said that it is. */
    objection: state.isSame && isOpen ? objection : '',
    editor,
    /** The page where it is mended that has no place here. */
    step,
    /** Goes on once it is mended; empty where a word or another page comes first. */
    next: step || (isOpen && item.kind === 'other') ? '' : isOpen ? `改好了，${next}` : next,
  };
}

/** The field of a form that a path is in; undefined for a section, and what is none of ours. */
function placeAt(path: string): { readonly path: FormPath; readonly field: FormField } | undefined {
  const [, form = '', key = ''] = /^(organizer|principal|websites\.\d+\.(?:details|siteOwner))\.(\w+)/.exec(path) ?? [];
  const fields: readonly FormField[] =
    form === 'organizer' ? ORGANIZER_FIELDS : form.endsWith('.details') ? WEBSITE_FIELDS : PERSON_FIELDS;
  const field = form === '' ? undefined : fields.find((formField) => formField.key === key);
  return field && { path: form as FormPath, field };
}

/** A value as people read it; empty where a whole section is meant, which its own page shows. */
export function repairText(path: string, value: unknown, nameOf: NameOf): string {
  const place = placeAt(path);
  // A part of a value, as of an address, is a text.
  const field = place && path === `${place.path}.${place.field.key}` ? place.field : undefined;
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
