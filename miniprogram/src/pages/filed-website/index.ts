import {
  type CareCard,
  careCard,
  loadSite,
  SITE_TEXTS,
  type SiteCard,
  saveCare,
} from '../../../../client/records/filed-website.ts';
import { call } from '../../api.ts';
import { type OpenPage, pageOf } from '../../page.ts';

interface Own {
  site: SiteCard | undefined;
  care: CareCard | undefined;
  isLoaded: boolean;
  isChecking: boolean;
  isSaved: boolean;
  /** As it is typed. */
  number: string;
}

const load = async (page: OpenPage<Own>): Promise<void> => {
  const { recordId = '', websiteId = '' } = page.query;
  const site = await loadSite(call, recordId, websiteId);
  page.change({ site, isLoaded: true, ...cared(site?.care) });
};

const cared = (care: CareCard | undefined) => ({ care, number: care?.publicSecurityNumber ?? '' });
const paramsOf = ({ query: { recordId = '', websiteId = '' } }: OpenPage<Own>) => ({ recordId, websiteId });

const check = async (page: OpenPage<Own>): Promise<void> => {
  page.change({ isChecking: true });
  await page.run(async () => page.change(cared(careCard(await call('checkWebsite', { params: paramsOf(page) })))));
  page.change({ isChecking: false });
};

const save = (page: OpenPage<Own>, body: { monthly?: boolean; publicSecurityNumber?: string }) =>
  page.run(async () => {
    page.change({ isSaved: false });
    page.change({ ...cared(await saveCare(call, paramsOf(page), body)), isSaved: true });
  });

/** A website that is filed: whether it is in order, what its foot must show, and what its holder wants looked at. */
Component(
  pageOf<Own>({
    start: () => ({
      ...{ site: undefined, care: undefined, number: '' },
      ...{ isLoaded: false, isChecking: false, isSaved: false },
    }),
    load,
    view: ({ own: { site, care, isLoaded, isChecking, isSaved, number } }) => ({
      texts: SITE_TEXTS,
      ...{ isLoaded, isChecking, isSaved, number },
      site: site ?? null,
      careCard: care ?? null,
    }),
    on: {
      check,
      monthly: (page, { detail }) => save(page, { monthly: detail.value.length > 0 }),
      type: (page, { detail }) => page.change({ number: String(detail.value), isSaved: false }),
      save: (page) => save(page, { publicSecurityNumber: page.own.number }),
    },
  }),
);
