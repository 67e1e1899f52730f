import type { Material } from '../../../../client/calls/messages.ts';
import { letterNote, materialGroups } from '../../../../client/documents/material-groups.ts';
import { ownerName } from '../../../../client/filing/people.ts';
import { documentField } from '../../../../client/filing/repair.ts';
import { ApiError, sentenceOf } from '../../../../contracts/client/api-error.ts';
import type { FieldProblem } from '../../../../contracts/kit/refusal.ts';
import type { DocumentKind, DocumentSubject } from '../../../../shared/domain/media/document.ts';
import { call, download } from '../../api.ts';
import { filingNow, openFiling } from '../../filing.ts';
import { aimAt, documentLife, goOn, lookAtPhones, stepHandlers, stepView } from '../../form-page.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { documentCard } from '../../phones.ts';
import { asks } from '../../question.ts';
import { FIRST_PAGE_CARD, titleOfField, urlOfField } from '../../route.ts';
import { materialTile, uploadHandlers } from '../../uploads.ts';

interface Own {
  materials: readonly Material[] | undefined;
  /** Whether the letter is being made. */
  isDrawing: boolean;
  letterError: string;
  /** What a letter lacks. */
  lacks: readonly FieldProblem[];
}

/** The letter, filled in: opens it, so that it can be sent on to a printer or a computer. */
async function openLetter(page: OpenPage<Own>): Promise<void> {
  page.change({ isDrawing: true, letterError: '', lacks: [] });
  try {
    const { filingId = '' } = page.query;
    const { letter } = await call('commitmentLetter', { params: { filingId } });
    wx.openDocument({ filePath: await download(letter.url), fileType: 'pdf', showMenu: true });
  } catch (caught) {
    const lacks = (caught instanceof ApiError && caught.facts.fields) || [];
    page.change({ lacks, letterError: lacks.length > 0 ? '' : sentenceOf(caught) });
  } finally {
    page.change({ isDrawing: false });
  }
}

function groupsOf({ own, query }: OpenPage<Own>) {
  const open = filingNow(query.filingId);
  if (!open) return [];
  const { view } = open;
  const isAsked = asks('materials', query);
  const pathOf = ({ kind, subject }: Material) =>
    documentField(view.websites, kind as DocumentKind, subject as DocumentSubject);
  const asked = own.materials?.filter((material) => isAsked(pathOf(material))) ?? [];
  return materialGroups(view.websites, (place) => ownerName(open, place), asked).map(({ materials, ...group }) => ({
    ...group,
    tiles: materials.map((material) => materialTile(view.filingId, material)),
  }));
}

/** 上传材料: what this filing needs and why, by subject. */
Component(
  pageOf<Own>({
    hasPapers: true,
    start: () => ({ materials: undefined, isDrawing: false, letterError: '', lacks: [] }),
    async load(page) {
      const { filingId = '' } = page.query;
      await openFiling(filingId);
      lookAtPhones(filingId);
      page.change({ materials: (await call('listMaterials', { params: { filingId } })).materials });
      await aimAt(page);
    },
    ...documentLife,
    share: (page, id) => documentCard(page, id) ?? FIRST_PAGE_CARD,
    view(page) {
      const groups = groupsOf(page);
      const { view } = filingNow(page.query.filingId) ?? {};
      const tiles = groups.flatMap((group) => group.tiles);
      return {
        ...stepView(
          page,
          'materials',
          tiles.map(({ path }) => path),
        ),
        isLoaded: page.own.materials !== undefined,
        groups,
        count: tiles.length,
        readyCount: tiles.filter(({ isUsable }) => isUsable).length,
        isDrawing: page.own.isDrawing,
        letterNote: letterNote(view?.websites ?? []),
        letterError: page.own.letterError,
        lacks: page.own.lacks.map(({ field, message }) => ({
          field,
          message,
          title: view ? titleOfField(view, field) : '',
          url: view ? urlOfField(view, field) : '',
        })),
      };
    },
    on: {
      ...stepHandlers,
      ...uploadHandlers,
      letter: openLetter,
      next: (page) => goOn(page, 'materials'),
    },
  }),
);
