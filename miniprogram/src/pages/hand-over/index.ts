import { createOwnLiveness, type HandedOver, OWNER_TEXTS } from '../../../../client/hand-over.ts';
import { minuteOf } from '../../../../client/time.ts';
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
import { newSecret } from '../../secrets.ts';
import { show } from '../../shown.ts';

const OVER = ['failed', 'declined', 'expired', 'cancelled'];

interface Own {
  /** The token of the card, and the secret of this phone. */
  pass: { readonly token: string; readonly device: string } | undefined;
  asked: HandedOver | undefined;
  liveness: Liveness | undefined;
  hasDeclined: boolean;
  filming: Filming;
}

const KEPT = 'hand-over';
const CHECK = 'hand-over.check';

/** The last check that this phone opened. */
const kept = {
  read: () => (wx.getStorageSync(CHECK) as string) || undefined,
  write: (checkId: string) => wx.setStorageSync(CHECK, checkId),
};

/** The secret that this phone made for a card; it stays the same one when the page is opened again. */
async function passFor(token: string) {
  const kept = wx.getStorageSync(KEPT) as { readonly token: string; readonly device: string } | '';
  if (kept && kept.token === token) return kept;
  const pass = { token, device: await newSecret() };
  wx.setStorageSync(KEPT, pass);
  wx.removeStorageSync(CHECK);
  return pass;
}

async function load(page: OpenPage<Own>): Promise<void> {
  const { token = '' } = page.query;
  const pass = await passFor(token);
  const asked = await call('openHandOver', { body: pass });
  const liveness = page.own.liveness ?? createOwnLiveness<PhoneFile>({ call, send: sendFile, show, kept, sleep }, pass);
  page.change({ pass, asked, liveness });
  if (page.own.liveness?.current.phase === 'loading') await liveness.load();
}

const decline = (page: OpenPage<Own>) =>
  page.run(async () => {
    if (page.own.pass) await call('declineHandOver', { body: page.own.pass });
    page.change({ hasDeclined: true });
  });

/** What the site owner sees who opened a card on their own phone: for whom and what for, and their own check. */
Component(
  pageOf<Own>({
    start: () => ({
      ...{ pass: undefined, asked: undefined, liveness: undefined },
      ...{ hasDeclined: false, filming: NOT_FILMING },
    }),
    load,
    view: ({ own: { asked, liveness, hasDeclined, filming } }) => ({
      ...filmingView(filming, OWNER_TEXTS.agree),
      texts: OWNER_TEXTS,
      asked: asked ?? null,
      until: asked ? minuteOf(asked.expiresAt) : '',
      isOver: OVER.includes(asked?.state ?? ''),
      hasPassed: liveness?.current.result?.state === 'passed',
      hasDeclined,
      card: liveness ? cardOf('own', liveness, filming) : null,
    }),
    hidden: leaveCamera,
    on: { ...filmHandlers<Own>(({ own }) => own.liveness as Liveness), decline },
  }),
);
