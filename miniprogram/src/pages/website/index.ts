import {
  BLANK_CLOUD_SERVICE,
  type CloudServiceDraft,
  cloudServiceDraftOf,
  cloudServiceOf,
} from '../../../../client/eligibility/cloud-service-draft.ts';
import { isChange } from '../../../../client/filing/changes.ts';
import { approveOthers, copiedWords, copyInto, copySources, unapproved } from '../../../../client/filing/copy-site.ts';
import { mayAddWebsite, mayRemoveWebsite, REMOVAL } from '../../../../client/filing/filing-actions.ts';
import type { OpenFiling } from '../../../../client/filing/open-filing.ts';
import {
  addSites,
  LINES_LEFT,
  MARKS_OF_LINES,
  PASTE_TEXTS,
  pastedSites,
  pasteWords,
} from '../../../../client/filing/paste-sites.ts';
import { createVerdicts } from '../../../../client/filing/pasted-verdicts.ts';
import { serverText } from '../../../../client/filing/preview.ts';
import { WEBSITE_FIELDS } from '../../../../client/form/form-fields.ts';
import { noneAnswer, withNone } from '../../../../client/form/pre-approvals.ts';
import { domainsOf } from '../../../../shared/domain/filing/difference.ts';
import { call, newKey, sleep } from '../../api.ts';
import { filing, filingNow } from '../../filing.ts';
import { formView } from '../../form.ts';
import {
  type FormPage,
  formHandlers,
  formLife,
  loadForms,
  placeNote,
  rowsOf,
  startForms,
  stepView,
} from '../../form-page.ts';
import { overviews } from '../../overview.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { asks, questionOn } from '../../question.ts';
import { stepUrl } from '../../route.ts';
import { show } from '../../shown.ts';

interface Own extends FormPage {
  forms: FormPage['forms'];
  /** The websites that are being added, a line each. */
  added: { readonly text: string; readonly service: CloudServiceDraft; readonly wrong: string } | undefined;
  readonly verdicts: ReturnType<typeof createVerdicts>;
  /** What was added or copied. */
  said: string;
  saidTone: 'good' | 'warn';
  /** In a change: the website that moves to another server, or keeps fewer domains. */
  moved:
    | { readonly websiteId: string; readonly service: CloudServiceDraft; readonly kept: readonly string[] }
    | undefined;
}

/** Nothing is typed yet; the server is that of the first website. */
function begin(page: OpenPage<Own>): void {
  const first = filingNow(page.query.filingId)?.contents.websites[0]?.cloudService;
  const service = first?.kind === 'resource' ? cloudServiceDraftOf(first) : { ...BLANK_CLOUD_SERVICE };
  page.change({ added: { text: '', service, wrong: '' } });
  edit(page, { text: LINES_LEFT.get(page.query.filingId ?? '') ?? '' });
}

/** The lines, or their server, are others: their domains are looked up. */
function edit(
  { own: { added, verdicts }, query, change }: OpenPage<Own>,
  part: Partial<NonNullable<Own['added']>>,
): void {
  if (!added) return;
  const edited = { ...added, ...part };
  LINES_LEFT.set(query.filingId ?? '', edited.text);
  change({ added: edited });
  void verdicts.look(filingNow(query.filingId), cloudServiceOf(edited.service), edited.text);
}

/** What is shown of the lines, each with what becomes of it. */
function addingOf({ own: { added, verdicts } }: OpenPage<Own>, open: OpenFiling) {
  if (!added) return null;
  const sites = pastedSites(added.text, open, cloudServiceOf(added.service), verdicts.state.known);
  return {
    ...added,
    ...pasteWords(sites, open.view.region),
    websites: open.contents.websites.map(({ cloudService }) => ({ cloudService })),
    lines: sites.map(({ domain, name, state, says }) => ({
      severity: MARKS_OF_LINES[state],
      text: `${domain} ${name}：${says}`,
    })),
  };
}

const add = (page: OpenPage<Own>) =>
  page.run(async () => {
    const { added, verdicts } = page.own;
    const { filingId = '' } = page.query;
    const open = filingNow(filingId);
    const cloudService = added && cloudServiceOf(added.service);
    if (!added || !open || !cloudService) return;
    const sites = pastedSites(added.text, open, cloudService, verdicts.state.known);
    const outcome = await addSites({ call, newKey }, filingId, sites, cloudService, copySources(open)[0]?.values);
    await Promise.all([filing.load(filingId), overviews.load(filingId)]);
    const text = outcome.kept.join('\n');
    LINES_LEFT.set(filingId, text);
    page.change({
      ...{ said: outcome.text, saidTone: outcome.tone },
      added: text ? { ...added, text, wrong: outcome.error ?? '' } : undefined,
    });
  });

/** Copies another website into the form of one. */
function copySite({ own, query, change }: OpenPage<Own>, place: number): void {
  const open = filingNow(query.filingId);
  const [source] = open ? copySources(open, place) : [];
  const form = own.forms.known(`websites.${place}.details`);
  if (!open || !source || !form) return;
  const values = copyInto(form.draft, source.values, open.view.websites[place]?.domain ?? '', open.contents);
  form.set(values);
  change({ said: copiedWords(source.domain, values), saidTone: 'good' });
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
    for (const form of page.own.forms.all()) form.close();
    page.change(startForms('website', page.query));
    if (page.query.field !== undefined) wx.redirectTo({ url: stepUrl(filingId, 'website') });
  });
}

/** On the page of a question the main button says that nothing needs an approval, where nobody has answered yet. */
function unanswered({ own, query }: OpenPage<Own>) {
  const { view } = filingNow(query.filingId) ?? {};
  if (!view || !questionOn('website', query)) return [];
  return view.websites.flatMap((_, place) => {
    const form = own.forms.known(`websites.${place}.details`);
    const isOpen = form?.draft.preApprovals === '' && asks('website', query)(`${form.path}.preApprovals`);
    return form && isOpen ? [form] : [];
  });
}

async function next(page: OpenPage<Own>): Promise<unknown> {
  if (page.own.added) return add(page);
  const open = filingNow(page.query.filingId);
  for (const form of unanswered(page)) {
    form.set({ preApprovals: withNone('') });
    // Where the network is lost they stay open, and the list says so.
    if (open) await approveOthers(filing.saveDraft, open, form.path, newKey()).catch(() => {});
  }
  return HANDLERS.next(page);
}
const HANDLERS = formHandlers('website');

const formOf = ({ own }: OpenPage<Own>, place: number, websiteId: string) =>
  own.forms.of({ path: `websites.${place}.details`, fields: WEBSITE_FIELDS, subject: `website:${websiteId}` });

/** 网站信息 of every website; more can be added to an enterprise's draft. */
Component(
  pageOf<Own>({
    start: (query) => ({
      ...{ ...startForms('website', query), added: undefined, moved: undefined, said: '', saidTone: 'good' },
      verdicts: createVerdicts(call, show, sleep),
    }),
    async load(page) {
      await loadForms(page);
      if (LINES_LEFT.get(page.query.filingId ?? '')) begin(page);
    },
    ...formLife,
    view(page) {
      const { own, query } = page;
      const open = filingNow(query.filingId);
      if (!open) return stepView(page, 'website');
      const { websites, state } = open.view;
      const isDraft = state === 'draft';
      const isAsked = asks('website', query);
      const isMany = websites.length > 1;
      const isWhole = !questionOn('website', query);
      const inner = websites.map((_, place) => `websites.${place}`);
      const step = stepView(page, 'website', inner);
      const added = addingOf(page, open);
      return {
        ...step,
        nextText:
          added?.action ?? `${unanswered(page).length > 0 ? noneAnswer(unapproved(open).length) : ''}${step.nextText}`,
        said: own.said,
        saidTone: own.saidTone,
        added,
        texts: PASTE_TEXTS,
        mayAdd: mayAddWebsite(open.view),
        rows: isMany && isWhole ? rowsOf(page, 'website') : [],
        websites: websites.flatMap(({ websiteId, domain }, place) =>
          isMany && (isWhole || !isAsked(`websites.${place}`))
            ? []
            : {
                ...{ websiteId, domain, place },
                note: placeNote(open.view, 'website', `websites.${place}`, [`websites.${place}.details`]),
                mayRemove: (isMany || isWhole) && mayRemoveWebsite(open.view, place),
                connection: isAsked(`websites.${place}.cloudService`) ? connectionOf(page, open, websiteId) : null,
                source: (isDraft && copySources(open, place)[0]?.domain) || '',
                form: formView(formOf(page, place, websiteId)),
              },
        ),
      };
    },
    on: {
      ...HANDLERS,
      next,
      begin,
      cancel(page) {
        LINES_LEFT.delete(page.query.filingId ?? '');
        page.change({ added: undefined });
      },
      typed: (page, { detail }) => edit(page, { text: detail.value }),
      copySite: (page, { currentTarget }) => copySite(page, Number(currentTarget.dataset.place)),
      service: (page, { detail }) =>
        page.own.added && edit(page, { service: { ...page.own.added.service, ...detail } }),
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
