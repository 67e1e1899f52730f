import { BLANK_CLOUD_SERVICE, type CloudServiceDraft, cloudServiceOf } from '../../../../client/cloud-service-draft.ts';
import { mayRemoveWebsite, REMOVAL } from '../../../../client/filing-actions.ts';
import { WEBSITE_FIELDS } from '../../../../client/form-fields.ts';
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
    start: () => ({ forms: createForms(), added: undefined }),
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
        mayAdd: isDraft && websites.length < MAX_WEBSITES[organizerKind],
        websites: websites.map(({ websiteId, domain }, place) => ({
          websiteId,
          domain,
          mayRemove: mayRemoveWebsite(open.view, place),
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
      remove: (page, { currentTarget }) => remove(page, currentTarget.dataset.id ?? ''),
    },
  }),
);
