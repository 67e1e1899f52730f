import { formerPrincipal } from '../../../../client/filing/changes.ts';
import { CARD_FIRST, ORGANIZER_FIELDS, PERSON_FIELDS, picturesFor } from '../../../../client/form/form-fields.ts';
import { GLOSSARY } from '../../../../client/kit/glossary.ts';
import { type Contacts, contactHandlers, contactShare, contactsOf } from '../../contacts.ts';
import { filingNow } from '../../filing.ts';
import { formView } from '../../form.ts';
import { contactLife, type FormPage, formHandlers, loadForms, startForms, stepView } from '../../form-page.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { documentCard } from '../../phones.ts';
import { asks } from '../../question.ts';
import { tileOf, uploadHandlers } from '../../uploads.ts';
import { type NumberPart, numberHandlers, numberView, replaceFormer } from './number.ts';

interface Own extends FormPage, NumberPart {
  readonly contacts: Contacts;
  /** Whether the website owners are replaced with the principal, as soon as there is another one. */
  isBoth: boolean;
}

const HANDLERS = formHandlers('organizer');
async function next(page: OpenPage<Own>): Promise<void> {
  if (page.own.isBoth && (await page.own.forms.flushAll())) await replaceFormer(page);
  await HANDLERS.next(page);
}

/** 主体信息: the certificates, the organizer and its principal, whose contacts can be confirmed. */
Component(
  pageOf<Own>({
    hasPapers: true,
    start: (query) => ({
      ...startForms('organizer', query),
      ...{ contacts: contactsOf(query.filingId ?? ''), number: undefined, isBoth: false },
    }),
    load: loadForms,
    ...contactLife,
    view(page) {
      const { own, query } = page;
      const open = filingNow(query.filingId);
      if (!open) return stepView(page, 'organizer');
      const { filingId, version } = open.view;
      const principal = own.forms.of({ path: 'principal', fields: PERSON_FIELDS, subject: 'principal' });
      const organizer = own.forms.of({ path: 'organizer', fields: ORGANIZER_FIELDS, subject: 'principal' });
      const isEnterprise = open.view.organizerKind === 'enterprise';
      const isAsked = asks('organizer', query);
      own.contacts.follow(filingId, version);
      const tiles = [
        ...(isEnterprise ? [tileOf(filingId, 'business-licence', 'organizer')] : []),
        ...picturesFor(principal.draft.certificateType).map((kind) => tileOf(filingId, kind, 'principal')),
      ].filter(({ path }) => isAsked(path));
      return {
        ...stepView(page, 'organizer', ['organizer', 'principal', ...tiles.map(({ path }) => path)]),
        isEnterprise,
        words: GLOSSARY,
        first: CARD_FIRST,
        tiles,
        number: isAsked('organizer.name') ? numberView(open, own) : null,
        organizer: formView(organizer),
        principal: formView(principal),
        former: (isAsked('principal.name') && formerPrincipal(open.contents)) || null,
        contacts: isAsked('principal.mobile') ? own.contacts.card('principal') : null,
      };
    },
    share: (page, id) => documentCard(page, id) ?? contactShare(page, id),
    on: {
      ...HANDLERS,
      ...uploadHandlers,
      ...contactHandlers,
      ...numberHandlers,
      ...{ next, replaceFormer },
      both: (page, { detail }) => page.change({ isBoth: detail.value.length > 0 }),
    },
  }),
);
