import { ORGANIZER_FIELDS, PERSON_FIELDS, picturesFor } from '../../../../client/form-fields.ts';
import { filingNow } from '../../filing.ts';
import { type FormPage, formHandlers, loadForms, resumeUploads, startForms, stepView } from '../../form-page.ts';
import { pageOf } from '../../page.ts';
import { tileOf, uploadHandlers } from '../../uploads.ts';

/** 主体信息: the certificates, the organizer and its principal. */
Component(
  pageOf<FormPage>({
    start: startForms,
    load: loadForms,
    returned: resumeUploads,
    view(page) {
      const { own, query } = page;
      const open = filingNow(query.filingId);
      if (!open) return stepView(page, 'organizer');
      const { filingId } = open.view;
      const principal = own.forms.of(open, 'principal', PERSON_FIELDS, 'principal');
      const isEnterprise = open.view.organizerKind === 'enterprise';
      return {
        ...stepView(page, 'organizer'),
        isEnterprise,
        tiles: [
          ...(isEnterprise ? [tileOf(filingId, 'business-licence', 'organizer')] : []),
          ...picturesFor(principal.draft.certificateType).map((kind) => tileOf(filingId, kind, 'principal')),
        ],
        organizer: own.forms.of(open, 'organizer', ORGANIZER_FIELDS, 'principal').view(),
        principal: principal.view(),
      };
    },
    on: { ...formHandlers('organizer'), ...uploadHandlers },
  }),
);
