import { minuteOf } from '../../../../client/kit/time.ts';
import {
  createOwnLiveness,
  type HandedOver,
  type HandOverPass,
  hasEndedBadly,
  OWNER_TEXTS,
} from '../../../../client/liveness/own-check.ts';
import { textsOf } from '../../../../client/liveness/principal-texts.ts';
import { call, type PhoneFile, sendFile, sleep } from '../../api.ts';
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
import { passFor } from '../../secrets.ts';
import { show } from '../../shown.ts';

interface Own {
  /** The token of the card, and the secret of this phone. */
  pass: HandOverPass | undefined;
  asked: HandedOver | undefined;
  liveness: Liveness | undefined;
  hasDeclined: boolean;
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
  const pass = await passFor('hand-over', token);
  const asked = await call('openHandOver', { body: pass });
  const host = { call, send: sendFile, show, kept: keptCheck(token), sleep };
  const liveness = page.own.liveness ?? createOwnLiveness<PhoneFile>(host, pass);
  page.change({ pass, asked, liveness });
  if (page.own.liveness?.current.phase === 'loading') await liveness.load();
}

const decline = (page: OpenPage<Own>) =>
  page.run(async () => {
    if (page.own.pass) await call('declineHandOver', { body: page.own.pass });
    page.change({ hasDeclined: true });
  });

/** What the site owner or the principal sees who opened a card on their own phone: for whom and what for, and their own check. */
Component(
  pageOf<Own>({
    start: () => ({
      ...{ pass: undefined, asked: undefined, liveness: undefined },
      ...{ hasDeclined: false, filming: NOT_FILMING },
    }),
    load,
    view: ({ own: { asked, liveness, hasDeclined, filming } }) => ({
      ...filmingView(filming, (asked ? textsOf(asked) : OWNER_TEXTS).agree),
      texts: asked ? textsOf(asked) : OWNER_TEXTS,
      asked: asked ?? null,
      until: asked ? minuteOf(asked.expiresAt) : '',
      isOver: asked !== undefined && hasEndedBadly(asked.state),
      hasPassed: liveness?.current.result?.state === 'passed',
      hasDeclined,
      card: liveness ? cardOf('own', liveness, filming) : null,
    }),
    hidden: leaveCamera,
    on: { ...filmHandlers<Own>(({ own }) => own.liveness as Liveness), decline },
  }),
);
