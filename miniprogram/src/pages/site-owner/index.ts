import { PERSON_FIELDS, picturesFor } from '../../../../client/form/form-fields.ts';
import type { FormPath } from '../../../../client/form/form-path.ts';
import { certificateForm } from '../../../../contracts/normal-forms/certificate.ts';
import { type Contacts, contactHandlers, contactShare, contactsOf } from '../../contacts.ts';
import { filingNow } from '../../filing.ts';
import { type FormPage, formHandlers, formLife, loadForms, startForms, stepView } from '../../form-page.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { documentCard } from '../../phones.ts';
import { tileOf, uploadHandlers } from '../../uploads.ts';

interface Own extends FormPage {
  readonly contacts: Contacts;
}

const pathOf = (place: number): FormPath => `websites.${place}.siteOwner`;

const isSameNumber = (one: unknown, other = ''): boolean =>
  other !== '' && certificateForm(String(one ?? '')) === certificateForm(other);

/** The owner of a website is the principal: takes over what was filled in there. */
function copyPrincipal({ own, query }: OpenPage<FormPage>, place: number): void {
  const principal = filingNow(query.filingId)?.contents.principal;
  const form = own.forms.known(pathOf(place));
  for (const [key, value] of Object.entries(principal ?? {})) form?.set(key, value);
}

/** 网站负责人 of every website; an individual owns their websites. */
Component(
  pageOf<Own>({
    start: ({ filingId = '' }) => ({ ...startForms(), contacts: contactsOf(filingId) }),
    load: loadForms,
    ...formLife,
    view(page) {
      const { own, query } = page;
      const open = filingNow(query.filingId);
      if (!open) return stepView(page, 'site-owner');
      const { websites, organizerKind, state } = open.view;
      const isIndividual = organizerKind === 'individual';
      if (!isIndividual) own.contacts.follow(open.view.filingId, open.view.version);
      return {
        ...stepView(page, 'site-owner'),
        isIndividual,
        mayCopy: state === 'draft' && open.contents.principal !== undefined,
        websites: isIndividual
          ? []
          : websites.map(({ websiteId, domain }, place) => {
              const form = own.forms.of(open, pathOf(place), PERSON_FIELDS, `website:${websiteId}`);
              const isPrincipal = isSameNumber(form.draft.idNumber, open.contents.principal?.idNumber);
              const pictures = isPrincipal ? [] : picturesFor(form.draft.certificateType);
              const tiles = pictures.map((kind) => tileOf(open.view.filingId, kind, `website:${websiteId}`));
              const contacts = own.contacts.card(`site-owner:${websiteId}`);
              return { websiteId, domain, isPrincipal, tiles, form: form.view(), contacts };
            }),
      };
    },
    share: (page, id) => documentCard(page, id) ?? contactShare(page, id),
    on: {
      ...formHandlers('site-owner'),
      ...uploadHandlers,
      ...contactHandlers,
      copy: (page, { currentTarget }) => copyPrincipal(page, Number(currentTarget.dataset.place)),
    },
  }),
);
