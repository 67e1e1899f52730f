import { ask } from './overlays.ts';
import { openCallers, parseUrl } from './pages.ts';
import { program } from './program.ts';

interface Card {
  readonly title?: string;
  readonly path?: string;
}
interface Sharing {
  onShareAppMessage?(event: { readonly from: 'button'; readonly target: { readonly dataset: object } }): Card;
}

/** The cards that were sent on, for tests: whoever opens one starts the mini program at its path. */
export const sharedCards: Card[] = [];

/**
 * `button open-type="share"`: asks the page for the card, and lets the person send it on. A page without
 * `onShareAppMessage`, or a path that app.json does not name, is a mistake that a phone only shows to whoever opens the card.
 */
export async function shareFrom(dataset: object): Promise<void> {
  const page = openCallers().slice(-1)[0] as Sharing | undefined;
  const card = page?.onShareAppMessage?.({ from: 'button', target: { dataset: { ...dataset } } });
  if (!card?.title || !card.path?.startsWith('/')) throw new Error('share: the page has no card with title and path');
  if (!program.app.pages.includes(parseUrl(card.path).path)) throw new Error(`share: no page ${card.path}`);
  if (await ask('发送给朋友', card.title, '取消', '发送')) sharedCards.push(card);
}
