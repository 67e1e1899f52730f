import type { Reply } from '../../../../client/calls/messages.ts';
import { askedFace } from '../../../../client/hand-overs/receiver.ts';
import { createReceiving, type Receiving } from '../../../../client/hand-overs/receiving.ts';
import { createOwnLiveness } from '../../../../client/liveness/own-check.ts';
import { call, type PhoneFile, sendFile, sleep } from '../../api.ts';
import {
  BY_LINK,
  cardOf,
  type Filming,
  filmHandlers,
  filmingView,
  type Liveness,
  leaveCamera,
  NOT_FILMING,
} from '../../liveness-card.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { receiverHandlers, receiverLooks, receiverOf } from '../../receiver.ts';
import { passFor } from '../../secrets.ts';
import { show } from '../../shown.ts';

interface Own {
  readonly receiving: Receiving<Reply<'openHandOver'>>;
  liveness: Liveness | undefined;
  filming: Filming;
}

const CHECK = 'hand-over.check';

/** The last check that this phone opened by a card. */
const keptCheck = (token: string) => ({
  read() {
    const kept = wx.getStorageSync(CHECK) as { readonly token: string; readonly checkId: string } | '';
    return kept && kept.token === token ? kept.checkId : undefined;
  },
  write: (checkId: string) => wx.setStorageSync(CHECK, { token, checkId }),
});

async function load(page: OpenPage<Own>): Promise<void> {
  const { token = '' } = page.query;
  await page.own.receiving.look();
  const host = { call, send: sendFile, show, kept: keptCheck(token), sleep };
  const purpose = () => page.own.receiving.current.view?.purpose ?? 'filing';
  const liveness = page.own.liveness ?? createOwnLiveness<PhoneFile>(host, await passFor('hand-over', token), purpose);
  page.change({ liveness });
  if (liveness.current.phase === 'loading') await liveness.load();
}

/** The own check of a site owner, or of the principal of a record that moves, who opened a card on their phone. */
Component(
  pageOf<Own>({
    hasPapers: true,
    start: ({ token = '' }) => ({
      receiving: createReceiving({
        show,
        open: async () => call('openHandOver', { body: await passFor('hand-over', token) }),
        decline: async (reason) =>
          call('declineHandOver', { body: { ...(await passFor('hand-over', token)), reason } }),
      }),
      liveness: undefined,
      filming: NOT_FILMING,
    }),
    load,
    view: (page) => {
      const { receiving, liveness, filming } = page.own;
      const { view } = receiving.current;
      return {
        ...filmingView(filming, view?.purpose ?? 'filing'),
        receiver: receiverOf(view && askedFace(view), page),
        card: liveness ? cardOf(BY_LINK, liveness, filming) : null,
      };
    },
    ...receiverLooks,
    hidden(page) {
      receiverLooks.hidden(page);
      leaveCamera(page);
    },
    on: { ...filmHandlers<Own>(({ own }) => own.liveness as Liveness), ...receiverHandlers },
  }),
);
