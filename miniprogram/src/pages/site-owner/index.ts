import type { FilingView } from '../../../../client/calls/messages.ts';
import type { OpenFiling } from '../../../../client/filing/open-filing.ts';
import {
  type Difference,
  OWNER_WORDS,
  otherwiseElsewhere,
  ownersToPick,
  peopleIn,
  picturesElsewhere,
  proposedOwner,
  savePerson,
  unowned,
} from '../../../../client/filing/people.ts';
import { PERSON_FIELDS, picturesFor } from '../../../../client/form/form-fields.ts';
import type { FormPath } from '../../../../client/form/form-path.ts';
import type { Person } from '../../../../shared/domain/filing/filing.ts';
import { call } from '../../api.ts';
import { type Contacts, contactHandlers, contactShare, contactsOf } from '../../contacts.ts';
import { documents, filing, filingNow } from '../../filing.ts';
import { formView } from '../../form.ts';
import { contactLife, type FormPage, formHandlers, loadForms, rowsOf, startForms, stepView } from '../../form-page.ts';
import { overviews } from '../../overview.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { documentCard } from '../../phones.ts';
import { asks, questionOn } from '../../question.ts';
import { tileOf, uploadHandlers } from '../../uploads.ts';

interface Own extends FormPage {
  readonly contacts: Contacts;
}

const pathOf = (place: number): FormPath => `websites.${place}.siteOwner`;

/** Somebody who is known already owns the website: its form says so, or it is saved where the form is not on the page. */
function pick(page: OpenPage<Own>, place: number, who: number): Promise<unknown> | undefined {
  const { filingId = '' } = page.query;
  const open = filingNow(filingId);
  const form = page.own.forms.known(pathOf(place));
  const person = open && ownersToPick(open, place, form?.draft.idNumber)[who]?.person;
  if (!open || !person) return undefined;
  if (!form)
    return save(page, filingId, ({ contents }) => ({
      person: peopleIn(contents).find((known) => known.person.idNumber === person.idNumber)?.person,
      others: [place],
    }));
  form.set({ ...person });
  return undefined;
}

/** Saves somebody as they are now: another device may have changed them since the page was drawn. */
const save = (page: OpenPage<Own>, filingId: string, who: (open: OpenFiling) => Saved | undefined) =>
  page.run(async () => {
    const open = await filing.load(filingId);
    const { person, others = [] } = who(open) ?? {};
    if (person) await savePerson(call, open, person, others);
    await Promise.all([filing.load(filingId), overviews.load(filingId)]);
  });
type Saved = { readonly person: Person | undefined; readonly others: Difference['others'] };

/** In a question the main button says who it is, where nobody was entered yet: whoever is named, else the principal, mostly. */
function proposed({ own, query }: OpenPage<Own>) {
  const { filingId = '' } = query;
  const open = filingNow(filingId);
  if (!open || !questionOn('site-owner', query) || open.view.organizerKind === 'individual') return undefined;
  const place = open.view.websites.findIndex((_, at) => asks('site-owner', query)(`${pathOf(at)}.name`));
  const person = proposedOwner(open, place, own.forms.known(pathOf(place))?.draft);
  if (!person || hasPicture(filingId)(open.view.websites[place]?.websiteId ?? '')) return undefined;
  return { place, answer: `由${person.name}管，` };
}

async function next(page: OpenPage<Own>): Promise<unknown> {
  const answer = proposed(page);
  if (answer) await pick(page, answer.place, 0);
  return HANDLERS.next(page);
}
const HANDLERS = formHandlers('site-owner');

/** Somebody is the same everywhere. */
const alike = (page: OpenPage<Own>, place: number): Promise<unknown> =>
  save(page, page.query.filingId ?? '', ({ contents }) => otherwiseElsewhere(contents, place));

const hasPicture = (filingId: string) => (websiteId: string) =>
  !['missing', 'refused', 'unsent'].includes(
    documents.of({ filingId, kind: 'id-front', subject: `website:${websiteId}` }).state,
  );

const labelsOf = (open: OpenFiling, place: number, number?: unknown) =>
  open.view.state === 'draft' ? ownersToPick(open, place, number).map(({ label }) => label) : [];

/** What is shown of one website. */
function partOf(page: OpenPage<Own>, open: OpenFiling, website: FilingView['websites'][number], place: number) {
  const { own, query } = page;
  const { websiteId, domain } = website;
  const form = own.forms.of({ path: pathOf(place), fields: PERSON_FIELDS, subject: `website:${websiteId}` });
  const isAsked = asks('site-owner', query);
  const asksCard = isAsked(`${pathOf(place)}.name`);
  const { contents, view } = open;
  const { idNumber, certificateType } = form.draft;
  const elsewhere = picturesElsewhere(contents, place, idNumber, hasPicture(view.filingId)) ?? '';
  const pictures = elsewhere || !asksCard ? [] : picturesFor(certificateType);
  const tiles = pictures.map((kind) => tileOf(open.view.filingId, kind, `website:${websiteId}`));
  const contacts = isAsked(`${pathOf(place)}.mobile`) ? own.contacts.card(`site-owner:${websiteId}`) : null;
  const shownForm = formView(form);
  // Whoever is known answers with the main button; somebody else is entered below a line that opens.
  const isSaid = [...shownForm.fields, ...tiles].some(({ isAimed, messages }) => isAimed && messages.length > 0);
  const isFolded = proposed(page)?.place === place && !isSaid;
  const otherwise = (view.state === 'draft' && otherwiseElsewhere(contents, place)) || null;
  const shown = { websiteId, domain, place, elsewhere, otherwise, asksCard, tiles, contacts, isFolded };
  return { ...shown, picks: labelsOf(open, place, idNumber), form: shownForm };
}

/** The websites that nobody owns yet, with who may. */
const unownedIn = (open: OpenFiling) => unowned(open).map((site) => ({ ...site, picks: labelsOf(open, site.place) }));

/** 网站负责人 of a website, of several a row for each; an individual owns their websites. */
Component(
  pageOf<Own>({
    hasPapers: true,
    start: (query) => ({ ...startForms('site-owner', query), contacts: contactsOf(query.filingId ?? '') }),
    load: loadForms,
    ...contactLife,
    view(page) {
      const { own, query } = page;
      const open = filingNow(query.filingId);
      if (!open) return stepView(page, 'site-owner');
      const { websites, organizerKind } = open.view;
      const isIndividual = organizerKind === 'individual';
      if (!isIndividual) own.contacts.follow(open.view.filingId, open.view.version);
      const isMany = websites.length > 1;
      const isWhole = !questionOn('site-owner', query);
      const isAsked = asks('site-owner', query);
      const isShown = (place: number) =>
        !isMany || (!isWhole && PERSON_FIELDS.some(({ key }) => isAsked(`${pathOf(place)}.${key}`)));
      const parts = websites.flatMap((website, place) =>
        isIndividual || !isShown(place) ? [] : partOf(page, open, website, place),
      );
      const inner = parts.flatMap(({ form, tiles }) => [form.path, ...tiles.map(({ path }) => path)]);
      const step = stepView(page, 'site-owner', inner);
      return {
        ...step,
        nextText: `${proposed(page)?.answer ?? ''}${step.nextText}`,
        words: OWNER_WORDS,
        isIndividual,
        rows: isMany && isWhole ? rowsOf(page, 'site-owner') : [],
        unowned: isMany && isWhole ? unownedIn(open) : [],
        websites: parts,
      };
    },
    share: (page, id) => documentCard(page, id) ?? contactShare(page, id),
    on: {
      ...HANDLERS,
      next,
      ...uploadHandlers,
      ...contactHandlers,
      pick: (page, { currentTarget: { dataset } }) => pick(page, Number(dataset.place), Number(dataset.who)),
      alike: (page, { currentTarget }) => alike(page, Number(currentTarget.dataset.place)),
    },
  }),
);
