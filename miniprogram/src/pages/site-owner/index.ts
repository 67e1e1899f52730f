import { PERSON_FIELDS, picturesFor } from '../../../../client/form-fields.ts';
import type { FormPath } from '../../../../client/form-path.ts';
import { normalIdentityNumber } from '../../../../shared/domain/identity/identity-number.ts';
import { filingNow } from '../../filing.ts';
import { type FormPage, formHandlers, loadForms, resumeUploads, startForms, stepView } from '../../form-page.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { tileOf, uploadHandlers } from '../../uploads.ts';

const pathOf = (place: number): FormPath => `websites.${place}.siteOwner`;

const isSameNumber = (one: unknown, other = ''): boolean =>
  other !== '' && normalIdentityNumber(String(one ?? '')) === normalIdentityNumber(other);

/** The owner of a website is the principal: takes over what was filled in there. */
function copyPrincipal({ own, query }: OpenPage<FormPage>, place: number): void {
  const principal = filingNow(query.filingId)?.contents.principal;
  const form = own.forms.known(pathOf(place));
  for (const [key, value] of Object.entries(principal ?? {})) form?.set(key, value);
}

/** 网站负责人 of every website; an individual owns their websites. */
Component(
  pageOf<FormPage>({
    start: startForms,
    load: loadForms,
    returned: resumeUploads,
    view(page) {
      const { own, query } = page;
      const open = filingNow(query.filingId);
      if (!open) return stepView(page, 'site-owner');
      const { websites, organizerKind, state } = open.view;
      const isIndividual = organizerKind === 'individual';
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
              return { websiteId, domain, isPrincipal, tiles, form: form.view() };
            }),
      };
    },
    on: {
      ...formHandlers('site-owner'),
      ...uploadHandlers,
      copy: (page, { currentTarget }) => copyPrincipal(page, Number(currentTarget.dataset.place)),
    },
  }),
);
