import {
  BLANK_CLOUD_SERVICE,
  type CloudServiceDraft,
  cloudServiceOf,
} from '../../../../client/eligibility/cloud-service-draft.ts';
import { isChange } from '../../../../client/filing/changes.ts';
import { mayRemoveWebsite, REMOVAL } from '../../../../client/filing/filing-actions.ts';
import type { OpenFiling } from '../../../../client/filing/open-filing.ts';
import { serverText } from '../../../../client/filing/preview.ts';
import { WEBSITE_FIELDS } from '../../../../client/form/form-fields.ts';
import { domainsOf } from '../../../../shared/domain/filing/difference.ts';
import { MAX_WEBSITES } from '../../../../shared/domain/filing/filing.ts';
import { call, newKey } from '../../api.ts';
import { filing, filingNow } from '../../filing.ts';
import { createForms } from '../../form.ts';
import { type FormPage, formHandlers, formLife, loadForms, stepView } from '../../form-page.ts';
import { type OpenPage, pageOf } from '../../page.ts';

interface Own extends FormPage {
  forms: FormPage['forms'];
  /** The website that is being added. */
  added: { readonly domain: string; readonly service: CloudServiceDraft; readonly key: string } | undefined;
  /** Of a change: the website that moves to another server, or keeps fewer domains. */
  moved:
    | { readonly websiteId: string; readonly service: CloudServiceDraft; readonly kept: readonly string[] }
    | undefined;
}

const NEW = () => ({ domain: '', service: { ...BLANK_CLOUD_SERVICE }, key: newKey() });

async function add(page: OpenPage<Own>): Promise<void> {
  const { added } = page.own;
  const { filingId = '' } = page.query;
  const cloudService = added && cloudServiceOf(added.service);
  if (!added?.domain.trim() || !cloudService) return void wx.showToast({ title: '填写域名和备案云服务', icon: 'none' });
  const caught = await page.run(async () => {
    const body = { domain: added.domain.trim(), cloudService };
    await call('addWebsite', { params: { filingId }, body }, { key: added.key });
    await filing.load(filingId);
    page.change({ added: undefined });
  });
  if (caught) page.change({ added: { ...added, key: newKey() } });
}

/** Shows the server of a website of a change, and the domains that it is filed with. */
function beginMove(page: OpenPage<Own>, websiteId: string): void {
  const website = filingNow(page.query.filingId)?.contents.websites.find(({ id }) => id === websiteId);
  if (website) page.change({ moved: { websiteId, service: { ...BLANK_CLOUD_SERVICE }, kept: domainsOf(website) } });
}

const move = (page: OpenPage<Own>) =>
  page.run(async () => {
    const { moved } = page.own;
    const { filingId = '' } = page.query;
    const website = filingNow(filingId)?.contents.websites.find(({ id }) => id === moved?.websiteId);
    const cloudService = moved && (cloudServiceOf(moved.service) ?? website?.cloudService);
    if (!moved || !cloudService) return;
    const params = { filingId, websiteId: moved.websiteId };
    await call('saveConnection', { params, body: { domains: [...moved.kept], cloudService } });
    await filing.load(filingId);
    page.change({ moved: undefined });
  });

/** What a website's card shows of its server; null where that is no part of the filing. */
function connectionOf({ own: { moved } }: OpenPage<Own>, { view, contents }: OpenFiling, websiteId: string) {
  const website = contents.websites.find(({ id }) => id === websiteId);
  const before = contents.before?.websites.find(({ id }) => id === websiteId);
  if (!isChange(view) || !website || !before) return null;
  const filed = domainsOf(before);
  return {
    server: serverText(website.cloudService),
    isOpen: moved?.websiteId === websiteId,
    service: moved?.service ?? BLANK_CLOUD_SERVICE,
    domains: filed.length < 2 ? [] : filed.map((domain) => ({ domain, isKept: moved?.kept.includes(domain) ?? true })),
  };
}

async function remove(page: OpenPage<Own>, websiteId: string): Promise<void> {
  const { filingId = '' } = page.query;
  const { confirm } = await wx.showModal({ title: REMOVAL.title, content: REMOVAL.text });
  if (!confirm) return;
  await page.run(async () => {
    await call('removeWebsite', { params: { filingId, websiteId } });
    await filing.load(filingId);
    // Forms are named by the website's place.
    page.own.forms.closeAll();
    page.change({ forms: createForms() });
  });
}

/** 网站信息 of every website; more can be added to an enterprise's draft. */
Component(
  pageOf<Own>({
    start: () => ({ forms: createForms(), added: undefined, moved: undefined }),
    load: loadForms,
    ...formLife,
    view(page) {
      const { own, query } = page;
      const open = filingNow(query.filingId);
      if (!open) return stepView(page, 'website');
      const { websites, state, organizerKind } = open.view;
      const isDraft = state === 'draft';
      return {
        ...stepView(page, 'website'),
        added: own.added ?? null,
        mayAdd: isDraft && !isChange(open.view) && websites.length < MAX_WEBSITES[organizerKind],
        websites: websites.map(({ websiteId, domain }, place) => ({
          websiteId,
          domain,
          mayRemove: mayRemoveWebsite(open.view, place),
          connection: connectionOf(page, open, websiteId),
          form: own.forms.of(open, `websites.${place}.details`, WEBSITE_FIELDS, `website:${websiteId}`).view(),
        })),
      };
    },
    on: {
      ...formHandlers('website'),
      begin: (page) => page.change({ added: NEW() }),
      cancel: (page) => page.change({ added: undefined }),
      domain: (page, { detail }) =>
        page.own.added && page.change({ added: { ...page.own.added, domain: detail.value } }),
      service(page, { detail }) {
        const { added } = page.own;
        if (added) page.change({ added: { ...added, service: { ...added.service, ...detail } } });
      },
      add,
      beginMove: (page, { currentTarget }) => beginMove(page, currentTarget.dataset.id ?? ''),
      cancelMove: (page) => page.change({ moved: undefined }),
      moveTo(page, { detail }) {
        const { moved } = page.own;
        if (moved) page.change({ moved: { ...moved, service: { ...moved.service, ...detail } } });
      },
      keep: (page, { detail }) => page.own.moved && page.change({ moved: { ...page.own.moved, kept: detail.value } }),
      move,
      remove: (page, { currentTarget }) => remove(page, currentTarget.dataset.id ?? ''),
    },
  }),
);
