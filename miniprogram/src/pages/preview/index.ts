import type { FilingView, Material, Reply } from '../../../../client/calls/messages.ts';
import { CHANGE_TEXTS, changeRows, isChange, rowsOf } from '../../../../client/filing/changes.ts';
import { actionWords } from '../../../../client/filing/filing-actions.ts';
import { hasMoved, movedSince, nameOfFinding, pictureCaption, sectionsOf } from '../../../../client/filing/preview.ts';
import { WHOLE_FILING } from '../../../../client/filing/steps.ts';
import { messageOf } from '../../../../client/form/form-messages.ts';
import type { FilingContents } from '../../../../shared/domain/filing/filing.ts';
import type { DocumentKind, DocumentSubject } from '../../../../shared/domain/media/document.ts';
import { call, newKey, readView } from '../../api.ts';
import { confirmAction } from '../../confirm-action.ts';
import { documents, filing, filingNow, openFiling } from '../../filing.ts';
import { goOn, stepView } from '../../form-page.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { goTo, urlOfField } from '../../route.ts';
import { nameOf } from '../../tables.ts';

interface Own {
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

/** Of a change what it makes different; null for another filing. */
function changeOf({ query }: OpenPage<Own>, view: FilingView) {
  const contents = filingNow(query.filingId)?.contents;
  return isChange(view) && contents ? { rows: changeRows(contents, nameOf) } : null;
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

/** 预览: everything that a reviewer would object to, and the whole filing to read once more. */
Component(
  pageOf<Own>({
    start: () => ({
      preview: undefined,
      materials: [],
      clear: undefined,
      moved: undefined,
      key: newKey(),
      refreshed: new Set(),
    }),
    load,
    returned: (page) => void page.load(),
    view(page) {
      const { preview, clear } = page.own;
      if (!preview) return stepView(page, 'preview');
      const { filing: view, findings, submittable } = preview;
      return {
        ...stepView(page, 'preview'),
        isChecked: true,
        submittable,
        findings: findings.map((finding) => ({
          messages: [messageOf(finding)],
          name: nameOfFinding(view, finding.field),
          // What is about the whole filing has its part on this page.
          url: finding.field === WHOLE_FILING ? '' : urlOfField(view, finding.field),
        })),
        texts: CHANGE_TEXTS,
        change: changeOf(page, view),
        moved: movedOf(page, view),
        isClear: clear !== undefined,
        sections: sectionsOf(view, nameOf, clear).map(({ title, path, rows }) => ({
          title,
          url: path === undefined ? '' : urlOfField(view, path),
          rows,
        })),
        pictures: picturesOf(page, view),
      };
    },
    on: {
      showClear: (page) =>
        page.run(async () => page.change({ clear: (await filing.load(page.query.filingId ?? '')).contents })),
      mask: (page) => page.change({ clear: undefined }),
      broken: (page, { currentTarget }) => refresh(page, currentTarget.dataset.key ?? ''),
      enlarge: (page, { currentTarget }) => enlarge(page, currentTarget.dataset.url ?? ''),
      follow,
      letGo,
      next: (page) => goOn(page, 'preview'),
    },
  }),
);
