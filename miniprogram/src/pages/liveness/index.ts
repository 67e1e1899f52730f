import { CHANGE_TEXTS, ownersToCheck } from '../../../../client/filing/changes.ts';
import { createHandOvers, type HandOvers } from '../../../../client/liveness/hand-overs.ts';
import { inTurn } from '../../../../client/liveness/in-turn.ts';
import { createLiveness } from '../../../../client/liveness/liveness.ts';
import { LIVENESS_WORDS, ownerLinkWords } from '../../../../client/liveness/own-check.ts';
import { call, type PhoneFile, sendFile } from '../../api.ts';
import { filing, filingNow, openFiling } from '../../filing.ts';
import { aimAt, goOn, placeNote, stepHandlers, stepView, toList } from '../../form-page.ts';
import {
  cardOf,
  type Filming,
  filmHandlers,
  filmingView,
  type Liveness,
  leaveCamera,
  NOT_FILMING,
} from '../../liveness-card.ts';
import { overviews } from '../../overview.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { FIRST_PAGE_CARD, stepUrl } from '../../route.ts';
import { show } from '../../shown.ts';

interface Own {
  /** The checks of the websites' owners, by website. */
  readonly checks: Map<string, Liveness>;
  readonly handOvers: HandOvers;
  filming: Filming;
  /** The website whose check was asked for. */
  chosen: string | undefined;
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
  return open ? ownersToCheck(open.view, open.contents, open) : [];
}

function noteOf({ query }: OpenPage<Own>, path: string) {
  const { view } = filingNow(query.filingId) ?? {};
  return view && placeNote(view, 'liveness', path);
}

/** The check of each website, of which one has its turn. */
function cardsOf(page: OpenPage<Own>) {
  const owners = ownersOf(page);
  const { words, isShown, current } = inTurn(owners, (id) => checkOf(page, id).current.result?.state, page.own.chosen);
  const cards = owners.map((owner) => ({
    ...owner,
    isShown: isShown(owner),
    note: noteOf(page, owner.path),
    anotherUrl:
      owner.ownerField && checkOf(page, owner.websiteId).current.result?.state !== 'passed'
        ? stepUrl(page.query.filingId ?? '', 'site-owner', owner.ownerField)
        : '',
    another: ownerLinkWords(checkOf(page, owner.websiteId).current.result),
    ...cardOf(owner.websiteId, checkOf(page, owner.websiteId), page.own.filming),
    handOver: page.own.handOvers.card(owner.websiteId, checkOf(page, owner.websiteId).current.result?.state),
  }));
  const begun = cards.find(({ id, mayBegin, trouble }) => id === current?.websiteId && mayBegin && trouble === '');
  return { turn: words, cards, begin: begun ? { id: begun.id, action: begun.action } : null };
}

const domainOf = (page: OpenPage<Own>, websiteId: string): string =>
  ownersOf(page).find((owner) => owner.websiteId === websiteId)?.domain ?? '';

const FILMING = filmHandlers<Own>(checkOf);

/** 视频核身 of every website's owner: here, or on the owner's own phone. */
Component(
  pageOf<Own>({
    hasPapers: true,
    start: ({ filingId = '' }) => ({
      checks: new Map(),
      handOvers: createHandOvers({ call, show }, filingId, () => void filing.load(filingId)),
      filming: NOT_FILMING,
      chosen: undefined,
    }),
    async load(page) {
      await openFiling(page.query.filingId ?? '');
      page.own.chosen ??= ownersOf(page).find(({ path }) => path === page.query.field)?.websiteId;
      await Promise.all(ownersOf(page).map(({ websiteId }) => checkOf(page, websiteId).load()));
      await page.own.handOvers.look();
      await aimAt(page);
    },
    view: (page) => ({
      ...stepView(
        page,
        'liveness',
        ownersOf(page).map(({ path }) => path),
      ),
      ...filmingView(page.own.filming, 'filing'),
      none: filingNow(page.query.filingId) && ownersOf(page).length === 0 ? CHANGE_TEXTS.noLiveness : '',
      ...cardsOf(page),
      other: LIVENESS_WORDS.other,
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
      ...stepHandlers,
      ...FILMING,
      async verify(page) {
        await FILMING.verify(page);
        const paths = ownersOf(page).map(({ path }) => path);
        // Nothing says any more that a check is to be made which has been passed.
        void overviews.saved(page.query.filingId ?? '', paths);
      },
      handOver: (page, { currentTarget }) => page.run(() => page.own.handOvers.send(currentTarget.dataset.id ?? '')),
      takeBack: (page, { currentTarget }) => page.run(() => page.own.handOvers.cancel(currentTarget.dataset.id ?? '')),
      first: (page, { currentTarget }) => page.change({ chosen: currentTarget.dataset.id }),
      next: (page) => goOn(page, 'liveness'),
      aside: (page) => (page.query.field ? toList(page.query.filingId ?? '') : goOn(page, 'liveness')),
    },
  }),
);
