import { CONTACTS } from '../../../../client/account/contacts.ts';
import type { Reply } from '../../../../client/calls/messages.ts';
import { call } from '../../api.ts';
import { type Contacts, contactHandlers, contactsByLink } from '../../contacts.ts';
import { type OpenPage, pageOf } from '../../page.ts';

interface Own {
  opened: Reply<'openContactLink'> | undefined;
  readonly contacts: Contacts;
}

/** @throws ApiError when the link is over. */
async function load(page: OpenPage<Own>): Promise<void> {
  const opened = await call('openContactLink', { body: { token: page.query.token ?? '' } });
  page.own.contacts.take(opened);
  page.change({ opened });
}

/** Somebody confirms their own number and mailbox by a card that they got. They are not signed in. */
Component(
  pageOf<Own>({
    start: ({ token = '' }) => ({ opened: undefined, contacts: contactsByLink(token) }),
    load,
    view: ({ own: { opened, contacts }, error }) => ({
      title: error && !opened ? CONTACTS.linkOver : CONTACTS.title,
      intro: opened
        ? `${opened.organizer ?? '备案人'}正在为网站 ${opened.domains.join('、')} 办理备案，把你（${opened.name ?? ''}）填为负责人。` +
          '确认下面的联系方式能找到你。如果你不知道这件事，不要填写验证码，直接关掉小程序。'
        : '',
      card: contacts.card(),
    }),
    on: contactHandlers,
  }),
);
