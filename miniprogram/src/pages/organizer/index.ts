import { ORGANIZER_FIELDS, PERSON_FIELDS, picturesFor } from '../../../../client/form/form-fields.ts';
import { type Contacts, contactHandlers, contactShare, contactsOf } from '../../contacts.ts';
import { filingNow } from '../../filing.ts';
import { type FormPage, formHandlers, formLife, loadForms, startForms, stepView } from '../../form-page.ts';
import { pageOf } from '../../page.ts';
import { documentCard } from '../../phones.ts';
import { tileOf, uploadHandlers } from '../../uploads.ts';
import { type NumberPart, numberHandlers, numberView } from './number.ts';

interface Own extends FormPage, NumberPart {
  readonly contacts: Contacts;
}

/** 主体信息: the certificates, the organizer and its principal, whose contacts can be confirmed. */
Component(
  pageOf<Own>({
    start: ({ filingId = '' }) => ({ ...startForms(), contacts: contactsOf(filingId), number: undefined }),
    load: loadForms,
    ...formLife,
    view(page) {
      const { own, query } = page;
      const open = filingNow(query.filingId);
      if (!open) return stepView(page, 'organizer');
      const { filingId, version } = open.view;
      const principal = own.forms.of(open, 'principal', PERSON_FIELDS, 'principal');
      const isEnterprise = open.view.organizerKind === 'enterprise';
      own.contacts.follow(filingId, version);
      return {
        ...stepView(page, 'organizer'),
        isEnterprise,
        tiles: [
          ...(isEnterprise ? [tileOf(filingId, 'business-licence', 'organizer')] : []),
          ...picturesFor(principal.draft.certificateType).map((kind) => tileOf(filingId, kind, 'principal')),
        ],
        number: numberView(open, own),
        organizer: own.forms.of(open, 'organizer', ORGANIZER_FIELDS, 'principal').view(),
        principal: principal.view(),
        contacts: own.contacts.card('principal'),
      };
    },
    share: (page, id) => documentCard(page, id) ?? contactShare(page, id),
    on: { ...formHandlers('organizer'), ...uploadHandlers, ...contactHandlers, ...numberHandlers },
  }),
);
