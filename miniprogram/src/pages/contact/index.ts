import type { Reply } from '../../../../client/calls/messages.ts';
import { askedContact } from '../../../../client/hand-overs/receiver.ts';
import { createReceiving, type Receiving } from '../../../../client/hand-overs/receiving.ts';
import { call } from '../../api.ts';
import { type Contacts, contactHandlers, contactsByLink } from '../../contacts.ts';
import { pageOf } from '../../page.ts';
import { receiverHandlers, receiverLooks, receiverOf } from '../../receiver.ts';
import { show } from '../../shown.ts';

interface Own {
  readonly contacts: Contacts;
  readonly receiving: Receiving<Reply<'openContactLink'>>;
}

function start({ token = '' }): Own {
  const contacts = contactsByLink(token);
  return {
    contacts,
    receiving: createReceiving({
      show,
      async open() {
        const opened = await call('openContactLink', { body: { token } });
        contacts.take(opened);
        return opened;
      },
      decline: (reason) => call('declineContactLink', { body: { token, reason } }),
    }),
  };
}

/** Somebody confirms their own number and mailbox by a card that they got. They are not signed in. */
Component(
  pageOf<Own>({
    start,
    load: ({ own }) => own.receiving.look(),
    view: (page) => {
      const { view } = page.own.receiving.current;
      return { receiver: receiverOf(view && askedContact(view), page), card: page.own.contacts.card() };
    },
    ...receiverLooks,
    on: { ...contactHandlers, ...receiverHandlers },
  }),
);
