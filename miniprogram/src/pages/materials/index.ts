import type { Material } from '../../../../client/calls/messages.ts';
import { materialGroups } from '../../../../client/documents/documents.ts';
import { ApiError, sentenceOf } from '../../../../contracts/client/api-error.ts';
import type { FieldProblem } from '../../../../contracts/kit/refusal.ts';
import { call, download } from '../../api.ts';
import { filingNow, openFiling } from '../../filing.ts';
import { documentLife, goOn, lookAtPhones, stepView } from '../../form-page.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { documentCard } from '../../phones.ts';
import { FIRST_PAGE_CARD, scrollTo, titleOfField, urlOfField } from '../../route.ts';
import { materialTile, uploadHandlers } from '../../uploads.ts';

interface Own {
  materials: readonly Material[] | undefined;
  /** The website whose letter is made. */
  letterOf: string;
  letterError: string;
  /** What a letter lacks. */
  lacks: readonly FieldProblem[];
}

/** The letter, filled in: opens it, so that it can be sent on to a printer or a computer. */
async function openLetter(page: OpenPage<Own>, websiteId: string): Promise<void> {
  page.change({ letterOf: websiteId, letterError: '', lacks: [] });
  try {
    const { filingId = '' } = page.query;
    const { letter } = await call('commitmentLetter', { params: { filingId }, query: { websiteId } });
    wx.openDocument({ filePath: await download(letter.url), fileType: 'pdf', showMenu: true });
  } catch (caught) {
    const lacks = (caught instanceof ApiError && caught.facts.fields) || [];
    page.change({ lacks, letterError: lacks.length > 0 ? '' : sentenceOf(caught) });
  } finally {
    page.change({ letterOf: '' });
  }
}

function groupsOf({ own, query }: OpenPage<Own>) {
  const { view } = filingNow(query.filingId) ?? {};
  if (!view) return [];
  return materialGroups(view.websites, own.materials ?? []).map(({ materials, ...group }) => ({
    ...group,
    tiles: materials.map((material) => materialTile(view.filingId, material)),
  }));
}

/** 上传材料: what this filing needs and why, by subject. */
Component(
  pageOf<Own>({
    start: () => ({ materials: undefined, letterOf: '', letterError: '', lacks: [] }),
    async load(page) {
      const { filingId = '', field } = page.query;
      await openFiling(filingId);
      lookAtPhones(filingId);
      page.change({ materials: (await call('listMaterials', { params: { filingId } })).materials });
      const kind = field?.split('.').pop();
      if (kind) scrollTo(`documents-${kind}`);
    },
    ...documentLife,
    share: (page, id) => documentCard(page, id) ?? FIRST_PAGE_CARD,
    view(page) {
      const groups = groupsOf(page);
      const { view } = filingNow(page.query.filingId) ?? {};
      const tiles = groups.flatMap((group) => group.tiles);
      return {
        ...stepView(page, 'materials'),
        isLoaded: page.own.materials !== undefined,
        groups,
        count: tiles.length,
        readyCount: tiles.filter(({ state }) => state === 'ready').length,
        letterOf: page.own.letterOf,
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
      ...uploadHandlers,
      letter: (page, { currentTarget }) => openLetter(page, currentTarget.dataset.id ?? ''),
      next: (page) => goOn(page, 'materials'),
    },
  }),
);
