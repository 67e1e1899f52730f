import { HAND_OVER_STATES, type HandOverView } from '../../client/hand-over.ts';
import { minuteOf } from '../../client/time.ts';
import { isGoingOn } from '../../shared/domain/liveness/hand-over.ts';
import { call } from './api.ts';
import { show } from './shown.ts';

const EVERY_MS = 3000;

/** The checks of one filing that are handed over to the site owners' own phones. */
export interface HandOvers {
  /** Loads how far they are, and looks again while another phone may go on. @throws ApiError */
  look(): Promise<void>;
  /** Hands a website's check over; the link before ends. @throws ApiError */
  send(websiteId: string): Promise<void>;
  /** Takes it back. @throws ApiError */
  cancel(websiteId: string): Promise<void>;
  latest(websiteId: string): HandOverView | undefined;
  /** The token of the card to share; undefined unless it was made here and may still be used. */
  tokenOf(websiteId: string): string | undefined;
  /** Looks no longer, until `look`. */
  pause(): void;
}

/** @param passed is called when a site owner has passed. */
export function createHandOvers(filingId: string, passed: () => void): HandOvers {
  const shown = show<{ all: readonly HandOverView[]; tokens: Readonly<Record<string, string>> }>({
    all: [],
    tokens: {},
  });
  let timer = 0;
  let isPaused = false;

  /** The newest of a website; the API tells the oldest first. */
  const latest = (websiteId: string): HandOverView | undefined =>
    shown.now.all.filter((one) => one.websiteId === websiteId).slice(-1)[0];

  async function look(): Promise<void> {
    clearTimeout(timer);
    isPaused = false;
    const passedBefore = shown.now.all.filter(({ state }) => state === 'passed').length;
    const isFirst = shown.now.all.length === 0;
    try {
      const { handOvers } = await call('showHandOvers', { query: { filingId } });
      shown.change({ all: handOvers });
    } finally {
      const isWaiting = shown.now.all.some(({ state }) => isGoingOn(state));
      if (isWaiting && !isPaused) timer = setTimeout(() => void look().catch(() => {}), EVERY_MS);
    }
    const passedNow = shown.now.all.filter(({ state }) => state === 'passed').length;
    if (!isFirst && passedNow > passedBefore) passed();
  }

  return {
    look,
    latest,
    async send(websiteId) {
      const { token } = await call('handOver', { body: { filingId, websiteId } });
      shown.change({ tokens: { ...shown.now.tokens, [websiteId]: token } });
      await look();
    },
    async cancel(websiteId) {
      const { handOverId } = latest(websiteId) ?? {};
      if (handOverId === undefined) return;
      await call('cancelHandOver', { params: { handOverId } });
      await look();
    },
    tokenOf(websiteId) {
      const now = latest(websiteId);
      return now && isGoingOn(now.state) ? shown.now.tokens[websiteId] : undefined;
    },
    pause() {
      isPaused = true;
      clearTimeout(timer);
    },
  };
}

/** What WXML gets of a website's hand-over. */
export function handOverCard(handOvers: HandOvers, websiteId: string) {
  const latest = handOvers.latest(websiteId);
  const isWaiting = latest !== undefined && isGoingOn(latest.state);
  return {
    state: latest?.state ?? '',
    stateText: latest ? HAND_OVER_STATES[latest.state] : '',
    isGood: latest?.state === 'passed',
    isBad: ['failed', 'declined', 'expired'].includes(latest?.state ?? ''),
    isWaiting,
    until: isWaiting ? minuteOf(latest.expiresAt) : '',
    mayShare: handOvers.tokenOf(websiteId) !== undefined,
    action: latest ? '重新发一个' : '发给负责人核身',
  };
}
