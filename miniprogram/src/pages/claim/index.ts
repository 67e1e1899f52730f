import { CONSENT } from '../../../../client/account/consent.ts';
import { createIntent, type Intent } from '../../../../client/calls/intent.ts';
import { firstCertificateOf } from '../../../../client/documents/first-certificate.ts';
import { CLAIM } from '../../../../client/records/record-claims.ts';
import type { OrganizerKind } from '../../../../shared/domain/filing/filing.ts';
import { call, newKey } from '../../api.ts';
import { type CodeSending, createCodeSending } from '../../code-sending.ts';
import { giveConsent, hasConsent } from '../../consent.ts';
import { documents } from '../../filing.ts';
import { type OpenPage, type PageEvent, pageOf } from '../../page.ts';
import { documentCard, phones } from '../../phones.ts';
import { FIRST_PAGE_CARD } from '../../route.ts';
import { tileOf, uploadHandlers } from '../../uploads.ts';

interface Own {
  kind: OrganizerKind;
  isLoaded: boolean;
  hasConsent: boolean;
  hasRead: boolean;
  readonly code: CodeSending;
  /** Of the record that the certificate led to, and of the one that is claimed. */
  number: string;
  isClaimed: boolean;
  readonly intent: Intent;
}

async function load(page: OpenPage<Own>): Promise<void> {
  page.change({ hasConsent: await hasConsent(), isLoaded: true });
  if (page.own.hasConsent) lookAtPhone();
}

const lookAtPhone = (): void => void phones.look(undefined, () => {}).catch(() => {});

const agree = (page: OpenPage<Own>) =>
  page.run(async () => {
    await giveConsent();
    page.change({ hasConsent: true });
    lookAtPhone();
  });

const documentIdOf = ({ own: { kind } }: OpenPage<Own>): string =>
  documents.of(firstCertificateOf(kind)).documentId ?? '';

const send = (page: OpenPage<Own>) =>
  page.own.code.send('', async () => {
    const sent = await call('sendClaimCode', { body: { documentId: documentIdOf(page) } });
    page.change({ number: sent.number });
    return sent;
  });

const claim = (page: OpenPage<Own>, { detail }: PageEvent) =>
  page.own.code.confirm(async () => {
    const body = { documentId: documentIdOf(page), code: detail.code };
    await page.own.intent((options) => call('claimRecord', { body }, options));
    page.change({ isClaimed: true });
  });

/** Another picture may be of another organizer. */
function forget(page: OpenPage<Own>): void {
  page.own.code.reset();
  page.change({ number: '' });
}

async function choosePicture(page: OpenPage<Own>, event: PageEvent): Promise<void> {
  forget(page);
  await uploadHandlers.choosePicture(page, event);
}

/** A record that reached the provider on another way is claimed: by the organizer's certificate, and a code to its principal. */
Component(
  pageOf<Own>({
    start: () => ({
      ...{ kind: 'enterprise', isLoaded: false, hasConsent: false, hasRead: false, number: '', isClaimed: false },
      code: createCodeSending(),
      intent: createIntent(newKey),
    }),
    load,
    view: ({ own: { kind, isLoaded, hasConsent, hasRead, code, number, isClaimed } }) => {
      const name = firstCertificateOf(kind);
      const tile = tileOf(undefined, name.kind, name.subject);
      return {
        ...{ texts: CLAIM, consent: CONSENT, kind, isLoaded, hasConsent, hasRead, number, isClaimed, tile },
        code: code.now,
      };
    },
    returned: ({ own }) => {
      if (own.hasConsent) lookAtPhone();
    },
    hidden: () => phones.pause(undefined),
    share: (page, id) => documentCard(page, id) ?? FIRST_PAGE_CARD,
    on: {
      ...uploadHandlers,
      choosePicture,
      agree,
      read: (page, { detail }) => page.change({ hasRead: detail.value.length > 0 }),
      kind(page, { currentTarget: { dataset } }) {
        forget(page);
        page.change({ kind: dataset.kind === 'individual' ? 'individual' : 'enterprise' });
      },
      send,
      claim,
    },
  }),
);
