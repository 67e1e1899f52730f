import { type Asked, DECLINE, receiverView } from '../../client/hand-overs/receiver.ts';
import type { Receiving } from '../../client/hand-overs/receiving.ts';
import type { HandOverState } from '../../shared/domain/liveness/hand-over.ts';
import type { OpenPage, PageEvent } from './page.ts';

interface WithReceiving {
  readonly receiving: Receiving<{ readonly state: HandOverState }>;
}
type Page = OpenPage<WithReceiving>;

/** What the template `receiver` shows. */
export const receiverOf = (asked: Asked | undefined, { own: { receiving } }: Page) =>
  asked ? { ...receiverView(asked, receiving.current), words: DECLINE } : null;

/** Handlers of a page with the template `receiver`. */
export const receiverHandlers = {
  object: ({ own }: Page) => own.receiving.ask(true),
  goBack: ({ own }: Page) => own.receiving.ask(false),
  chooseCase: ({ own }: Page, { detail }: PageEvent) => own.receiving.choose(detail.value),
  tell: (page: Page) => page.run(page.own.receiving.decline),
};

/** Looks at the link while its page is in front. */
export const receiverLooks = {
  returned: (page: Page) => void page.run(page.own.receiving.look),
  hidden: ({ own }: Page) => own.receiving.pause(),
};
