import { RECORD_CONSENT } from '../../../../client/account/consent.ts';
import { createIntent, type Intent } from '../../../../client/calls/intent.ts';
import { firstCertificateOf } from '../../../../client/documents/first-certificate.ts';
import { ELSEWHERE } from '../../../../client/records/elsewhere.ts';
import {
  type ClaimWay,
  claimBy,
  claimTexts,
  REVIEW,
  reviewBody,
  reviewPapers,
  sendCodeFor,
} from '../../../../client/records/record-claims.ts';
import type { OrganizerKind } from '../../../../shared/domain/filing/filing.ts';
import { call, newKey } from '../../api.ts';
import { type CodeSending, createCodeSending } from '../../code-sending.ts';
import { giveConsent, hasConsent, type Reading, readingHandlers } from '../../consent.ts';
import { documents } from '../../filing.ts';
import { type OpenPage, type PageEvent, pageOf } from '../../page.ts';
import { documentCard, phones } from '../../phones.ts';
import { FIRST_PAGE_CARD } from '../../route.ts';
import { tileOf, uploadHandlers } from '../../uploads.ts';

interface Own extends Reading {
  readonly way: ClaimWay;
  kind: OrganizerKind;
  isLoaded: boolean;
  hasConsent: boolean;
  readonly code: CodeSending;
  /** The number of the record that the certificate led to, and that is claimed. */
  number: string;
  isClaimed: boolean;
  isByPapers: boolean;
  /** A reviewer is asked. */
  isAsked: boolean;
  readonly intent: Intent;
}

async function load(page: OpenPage<Own>): Promise<void> {
  page.change({ hasConsent: await hasConsent('record'), isLoaded: true });
  if (page.own.hasConsent) lookAtPhone();
}

const lookAtPhone = (): void => void phones.look(undefined, () => {}).catch(() => {});

const agree = (page: OpenPage<Own>) =>
  page.run(async () => {
    await giveConsent('record');
    page.change({ hasConsent: true });
    lookAtPhone();
  });

const documentIdOf = ({ own: { kind } }: OpenPage<Own>): string =>
  documents.of(firstCertificateOf(kind)).documentId ?? '';

const send = (page: OpenPage<Own>) =>
  page.own.code.send('', async () => {
    const sent = await sendCodeFor(page.own.way, call, documentIdOf(page));
    page.change({ number: sent.number });
    return sent;
  });

const claim = (page: OpenPage<Own>, { detail }: PageEvent) =>
  page.own.code.confirm(async () => {
    const body = { documentId: documentIdOf(page), code: detail.code };
    const transferId = await page.own.intent((options) => claimBy(page.own.way, call, body, options));
    if (transferId === undefined) page.change({ isClaimed: true });
    else wx.redirectTo({ url: `/pages/transfer/index?token=${transferId}` });
  });

const papersOf = ({ own: { kind } }: OpenPage<Own>) => reviewBody(kind, (name) => documents.of(name));

const askReview = (page: OpenPage<Own>) =>
  page.run(async () => {
    const body = papersOf(page);
    if (!body) return;
    await page.own.intent((options) => call('askRecoveryReview', { body }, options));
    page.change({ isAsked: true });
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

/**
 * A record that reached the provider on another way is claimed, and one whose account is lost is recovered: by the organizer's
 * certificate, and a code to its principal.
 */
Component(
  pageOf<Own>({
    hasPapers: true,
    start: ({ way }) => ({
      way: way === 'lost' ? 'lost' : 'claim',
      ...{ kind: 'enterprise', isLoaded: false, hasConsent: false, reading: false, number: '', isClaimed: false },
      ...{ isByPapers: false, isAsked: false },
      code: createCodeSending(),
      intent: createIntent(newKey),
    }),
    load,
    view: (page) => {
      const { way, kind, isLoaded, hasConsent, reading, code, number, isClaimed, isByPapers, isAsked } = page.own;
      const name = firstCertificateOf(kind);
      const tile = tileOf(undefined, name.kind, name.subject);
      return {
        ...{
          texts: claimTexts(way),
          elsewhere: ELSEWHERE,
          kind,
          isLoaded,
          hasConsent,
          reading,
          number,
          isClaimed,
          tile,
          isAsked,
        },
        review: way === 'lost' ? { ...REVIEW, isByPapers, isReady: papersOf(page) !== undefined } : null,
        papers: isByPapers ? reviewPapers(kind).map((paper) => tileOf(undefined, paper.kind, paper.subject)) : [],
        consent: { ...RECORD_CONSENT, byButton: claimTexts(way).byButton },
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
      ...readingHandlers,
      kind(page, { currentTarget: { dataset } }) {
        forget(page);
        page.change({ kind: dataset.kind === 'individual' ? 'individual' : 'enterprise' });
      },
      send,
      claim,
      byPapers: (page) => page.change({ isByPapers: !page.own.isByPapers }),
      askReview,
    },
  }),
);
