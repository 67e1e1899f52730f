import { createIntent } from '../../../../client/calls/intent.ts';
import type { FilingView, Material, Reply } from '../../../../client/calls/messages.ts';
import { CHANGE_TEXTS, changeRows, isChange, rowsOf } from '../../../../client/filing/changes.ts';
import { actionWords } from '../../../../client/filing/filing-actions.ts';
import {
  foundRows,
  hasMoved,
  movedSince,
  PREVIEW_TEXTS,
  pictureCaption,
  preCheckLine,
  sectionsOf,
} from '../../../../client/filing/preview.ts';
import { isWithin } from '../../../../client/form/form-messages.ts';
import { ApiError } from '../../../../contracts/client/api-error.ts';
import { stops } from '../../../../contracts/kit/finding.ts';
import type { FilingContents } from '../../../../shared/domain/filing/filing.ts';
import type { DocumentKind, DocumentSubject } from '../../../../shared/domain/media/document.ts';
import { call, newKey, readView } from '../../api.ts';
import { confirmAction } from '../../confirm-action.ts';
import { documents, filing, filingNow, openFiling } from '../../filing.ts';
import { aimAt, goOn, stepHandlers, stepView } from '../../form-page.ts';
import { overviews } from '../../overview.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { goTo, idOf, urlOfField } from '../../route.ts';
import { askReach, type Submitting, submitFiling, submittingView, termsHandlers } from '../../submitting.ts';
import { nameOf } from '../../tables.ts';

interface Own extends Submitting {
  preview: Reply<'preview'> | undefined;
  materials: readonly Material[];
  /** In clear behind a link of five minutes, which the API notes; undefined while personal values are masked. */
  clear: FilingContents | undefined;
  /** What has moved in the record that it starts from, and the version that is shown; without one the record is over. */
  moved: Awaited<ReturnType<typeof movedSince>> | undefined;
  readonly key: string;
  /** Pictures whose link was replaced once: a page may be open longer than links are valid. */
  readonly refreshed: Set<string>;
}

async function load(page: OpenPage<Own>): Promise<void> {
  const { filingId = '' } = page.query;
  await openFiling(filingId);
  const asked = [call('preview', { params: { filingId } }), call('listMaterials', { params: { filingId } })] as const;
  const [preview, { materials }] = await Promise.all(asked);
  page.change({
    preview,
    materials,
    moved: hasMoved(preview.findings) ? await movedSince(call, readView, filingId) : undefined,
  });
  overviews.tell(filingId, preview.findings);
  await aimAt(page);
  if (maySubmit(page.own)) await askReach(page);
}

const nameOfPicture = ({ query: { filingId } }: OpenPage<Own>, { kind, subject }: Material) => ({
  filingId,
  kind: kind as DocumentKind,
  subject: subject as DocumentSubject,
});

/** The pictures and letters that are handed in, to be looked over. */
const picturesOf = (page: OpenPage<Own>, view: FilingView) =>
  page.own.materials.map((material) => {
    const { state, picture = '' } = documents.of(nameOfPicture(page, material));
    const caption = pictureCaption(view, material);
    const isMissing = state !== 'ready';
    return { key: `${material.kind} ${material.subject}`, caption, picture, isMissing };
  });

const shownPictures = (pictures: ReturnType<typeof picturesOf>) => ({
  pictures,
  picturesBrief: pictures.map(({ caption, isMissing }) => `${caption}${isMissing ? '（还没有上传）' : ''}`).join('、'),
});

function refresh(page: OpenPage<Own>, key: string): void {
  const material = page.own.materials.find(({ kind, subject }) => `${kind} ${subject}` === key);
  if (!material || page.own.refreshed.has(key)) return;
  page.own.refreshed.add(key);
  documents.refresh(nameOfPicture(page, material)).catch(() => {});
}

/** Shows a picture over the page, to be enlarged with two fingers. */
function enlarge(page: OpenPage<Own>, current: string): void {
  const { preview } = page.own;
  const urls = preview ? picturesOf(page, preview.filing).flatMap(({ picture }) => (picture ? [picture] : [])) : [];
  wx.previewImage({ current, urls, showmenu: false });
}

/** What a change makes different; null for another filing. */
function changeOf({ own, query }: OpenPage<Own>, view: FilingView) {
  const contents = filingNow(query.filingId)?.contents;
  return isChange(view) && contents ? { rows: changeRows(contents, nameOf, own.clear !== undefined) } : null;
}

/** What has moved in the record that a filing starts from; null when nothing has. */
function movedOf({ own: { moved }, query }: OpenPage<Own>, view: FilingView) {
  const contents = filingNow(query.filingId)?.contents;
  if (!moved || !contents) return null;
  const isOver = moved.version === undefined;
  return { rows: rowsOf(moved.values, contents, nameOf), isOver, letGo: actionWords('abandon', view).title };
}

const follow = (page: OpenPage<Own>) =>
  page.run(async () => {
    const { filingId = '' } = page.query;
    const version = page.own.moved?.version;
    if (version === undefined) return;
    await call('followRecord', { params: { filingId }, body: { version } });
    await filing.load(filingId);
    await load(page);
  });

async function letGo(page: OpenPage<Own>): Promise<void> {
  const { view } = filingNow(page.query.filingId) ?? {};
  if (!view || !(await confirmAction('abandon', view))) return;
  await page.run(async () => {
    await call('abandon', { params: { filingId: page.query.filingId ?? '' } }, { key: page.own.key });
    goTo('/pages/filings/index');
  });
}

/** A draft is handed in where it was looked at; what was flagged is answered first. */
const maySubmit = ({ preview }: Own): boolean => preview?.submittable === true && preview.filing.state === 'draft';

/** What stops it is shown as everything that a reviewer would object to. */
async function submit(page: OpenPage<Own>): Promise<void> {
  if ((await submitFiling(page)) instanceof ApiError) await load(page).catch(() => {});
}

/** 预览: everything that a reviewer would object to, and the whole filing to read once more. */
Component(
  pageOf<Own>({
    hasPapers: true,
    start: () => ({
      preview: undefined,
      materials: [],
      clear: undefined,
      moved: undefined,
      key: newKey(),
      ...{ readingTerms: -1, reach: undefined, intent: createIntent(newKey) },
      refreshed: new Set(),
    }),
    load,
    returned: (page) => void page.load(),
    view(page) {
      const { preview, clear } = page.own;
      if (!preview) return stepView(page, 'preview');
      const { filing: view, findings } = preview;
      const wrong = findings.filter((finding) => stops([finding]));
      return {
        ...stepView(page, 'preview'),
        ...submittingView(view, page.own),
        maySubmit: maySubmit(page.own),
        isChecked: true,
        line: preCheckLine(preview),
        words: PREVIEW_TEXTS,
        findings: foundRows(view, findings).map(({ field, isHere, ...row }) => ({
          ...row,
          id: isHere ? idOf(field) : '',
          isAimed: field === page.query.field,
          url: isHere ? '' : urlOfField(view, field),
        })),
        texts: CHANGE_TEXTS,
        change: changeOf(page, view),
        moved: movedOf(page, view),
        isClear: clear !== undefined,
        sections: sectionsOf(view, nameOf, clear).map(({ path, ...section }) => ({
          ...section,
          url: path === undefined ? '' : urlOfField(view, path),
          // What is wrong, or was wanted in clear, is not folded.
          isOpen: clear !== undefined || wrong.some(({ field }) => path !== undefined && isWithin(field, path)),
        })),
        ...shownPictures(picturesOf(page, view)),
      };
    },
    on: {
      ...stepHandlers,
      showClear: (page) =>
        page.run(async () => page.change({ clear: (await filing.load(page.query.filingId ?? '')).contents })),
      mask: (page) => page.change({ clear: undefined }),
      broken: (page, { currentTarget }) => refresh(page, currentTarget.dataset.key ?? ''),
      enlarge: (page, { currentTarget }) => enlarge(page, currentTarget.dataset.url ?? ''),
      follow,
      letGo,
      ...termsHandlers,
      next: (page) => (maySubmit(page.own) ? submit(page) : goOn(page, 'preview')),
    },
  }),
);
