import { CONSENT } from '../../../../client/account/consent.ts';
import { CHANGE_TEXTS, ownersToCheck } from '../../../../client/filing/changes.ts';
import { createHandOvers, type HandOvers } from '../../../../client/liveness/hand-overs.ts';
import { createLiveness } from '../../../../client/liveness/liveness.ts';
import { call, type PhoneFile, sendFile } from '../../api.ts';
import { filing, filingNow, openFiling } from '../../filing.ts';
import { goOn, stepView } from '../../form-page.ts';
import {
  cardOf,
  type Filming,
  filmHandlers,
  filmingView,
  type Liveness,
  leaveCamera,
  NOT_FILMING,
} from '../../liveness-card.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { FIRST_PAGE_CARD } from '../../route.ts';
import { show } from '../../shown.ts';

interface Own {
  /** The checks of the websites' owners, by website. */
  readonly checks: Map<string, Liveness>;
  readonly handOvers: HandOvers;
  filming: Filming;
}

function checkOf({ own, query: { filingId = '' } }: OpenPage<Own>, websiteId: string): Liveness {
  const known = own.checks.get(websiteId);
  if (known) return known;
  const made = createLiveness<PhoneFile>({ call, send: sendFile, show }, filingId, websiteId);
  own.checks.set(websiteId, made);
  return made;
}

function ownersOf(page: OpenPage<Own>) {
  const open = filingNow(page.query.filingId);
  return open ? ownersToCheck(open.view, open.contents) : [];
}

const domainOf = (page: OpenPage<Own>, websiteId: string): string =>
  ownersOf(page).find((owner) => owner.websiteId === websiteId)?.domain ?? '';

/** 视频核身 of every website's owner: here, or on the owner's own phone. */
Component(
  pageOf<Own>({
    start: ({ filingId = '' }) => ({
      checks: new Map(),
      handOvers: createHandOvers({ call, show }, filingId, () => void filing.load(filingId)),
      filming: NOT_FILMING,
    }),
    async load(page) {
      await openFiling(page.query.filingId ?? '');
      await Promise.all(ownersOf(page).map(({ websiteId }) => checkOf(page, websiteId).load()));
      await page.own.handOvers.look();
    },
    view: (page) => ({
      ...stepView(page, 'liveness'),
      ...filmingView(page.own.filming, `我是网站负责人本人，${CONSENT.agree}`),
      none: filingNow(page.query.filingId) && ownersOf(page).length === 0 ? CHANGE_TEXTS.noLiveness : '',
      cards: ownersOf(page).map((owner) => ({
        ...owner,
        isCheckable: owner.name !== '' && !owner.isOther,
        ...cardOf(owner.websiteId, checkOf(page, owner.websiteId), page.own.filming),
        handOver: page.own.handOvers.card(owner.websiteId),
      })),
    }),
    returned: (page) => void page.run(() => page.own.handOvers.look()),
    hidden(page) {
      leaveCamera(page);
      page.own.handOvers.pause();
    },
    share(page, websiteId) {
      const { token } = page.own.handOvers.card(websiteId);
      if (token === '') return FIRST_PAGE_CARD;
      return { title: `请你为网站 ${domainOf(page, websiteId)} 核身`, path: `/pages/hand-over/index?token=${token}` };
    },
    on: {
      ...filmHandlers<Own>(checkOf),
      handOver: (page, { currentTarget }) => page.run(() => page.own.handOvers.send(currentTarget.dataset.id ?? '')),
      takeBack: (page, { currentTarget }) => page.run(() => page.own.handOvers.cancel(currentTarget.dataset.id ?? '')),
      next: (page) => goOn(page, 'liveness'),
    },
  }),
);
