import {
  CONTACTS,
  type ContactLinkView,
  contactLabel,
  contactLinkView,
  type ShownContact,
} from '../../client/account/contacts.ts';
import { createFollowing } from '../../client/kit/following.ts';
import { sentenceOf } from '../../contracts/client/api-error.ts';
import { isGoingOn } from '../../shared/domain/liveness/hand-over.ts';
import { call } from './api.ts';
import { type CodeSending, createCodeSending, type SentBy } from './code-sending.ts';
import type { OpenPage, PageEvent } from './page.ts';
import { FIRST_PAGE_CARD } from './route.ts';
import { digestOf, newSecret } from './secrets.ts';
import { show } from './shown.ts';

type Person = ShownContact['person'];

/** The calls for contacts: of whoever files, or by a link of the person themselves. */
export interface ContactCalls {
  send(contact: ShownContact): Promise<SentBy>;
  confirm(contact: ShownContact, code: string): Promise<{ readonly contacts: readonly ShownContact[] }>;
}

interface State {
  readonly all: readonly ShownContact[];
  readonly links: readonly ContactLinkView[];
  /** By person, the token of the card to share. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly error: string;
}

const keyOf = ({ person, kind, address }: ShownContact): string => `${person} ${kind} ${address}`;

/** 确认联系方式: numbers and mailboxes, each confirmed by a code. */
export function createContacts(calls: ContactCalls) {
  const state = show<State>({ all: [], links: [], tokens: {}, error: '' });
  const sendings = new Map<string, CodeSending>();

  function sendingOf(contact: ShownContact): CodeSending {
    const known = sendings.get(keyOf(contact)) ?? createCodeSending();
    sendings.set(keyOf(contact), known);
    return known;
  }
  const found = (key: string): ShownContact | undefined => state.now.all.find((contact) => keyOf(contact) === key);
  const take = ({ contacts }: { readonly contacts: readonly ShownContact[] }) => state.change({ all: contacts });

  let seen = { filingId: '', version: 0 };
  // While a person has their link, there may be news.
  const isAwaited = () => state.now.links.some((link) => isGoingOn(link.state));
  const { look, pause } = createFollowing(async () => {
    const { contacts, links } = await call('listContacts', { params: { filingId: seen.filingId } });
    state.change({ all: contacts, links });
  }, isAwaited);
  return {
    take,
    pause,
    /** Looks on after `pause`. */
    resume: (): void => void (isAwaited() && look().catch(() => {})),
    /** Loads the contacts of a filing whenever what is saved has changed: with each of its versions. */
    follow(filingId: string, version: number): void {
      if (version === seen.version) return;
      seen = { filingId, version };
      look().catch((caught: unknown) => state.change({ error: sentenceOf(caught) }));
    },
    async send(key: string): Promise<void> {
      const contact = found(key);
      if (contact) await sendingOf(contact).send(contact.address, () => calls.send(contact));
    },
    async confirm(key: string, code: string): Promise<void> {
      const contact = found(key);
      if (contact) await sendingOf(contact).confirm(async () => take(await calls.confirm(contact, code)));
    },
    /** Makes a link for a person. The token is made here and goes into the card; the API gets its digest. */
    async makeLink(filingId: string, person: Person): Promise<void> {
      try {
        const token = await newSecret();
        await call('makeContactLink', { params: { filingId }, body: { person, digest: digestOf(token) } });
        state.change({ tokens: { ...state.now.tokens, [person]: token }, error: '' });
        await look();
      } catch (caught) {
        state.change({ error: sentenceOf(caught) });
      }
    },
    tokenOf: (person: string): string | undefined => state.now.tokens[person],
    /** What WXML gets of one person, or of everybody. */
    card(person?: Person) {
      const own = state.now.all.filter((contact) => person === undefined || contact.person === person);
      return {
        words: CONTACTS,
        person: person ?? '',
        isThere: own.length > 0,
        error: state.now.error,
        mayLink: person !== undefined && own.some(({ confirmedAt }) => confirmedAt === undefined),
        mayShare: person !== undefined && state.now.tokens[person] !== undefined,
        sent: contactLinkView(state.now.links, person),
        rows: own.map((contact) => ({
          key: keyOf(contact),
          label: contactLabel(contact.kind),
          address: contact.address,
          isConfirmed: contact.confirmedAt !== undefined,
          ...sendingOf(contact).now,
        })),
      };
    },
  };
}
export type Contacts = ReturnType<typeof createContacts>;

/** The contacts of everybody in a filing. */
export const contactsOf = (filingId: string): Contacts =>
  createContacts({
    send: ({ person, kind }) => call('sendContactCode', { params: { filingId }, body: { person, kind } }),
    confirm: ({ person, kind }, code) => call('confirmContact', { params: { filingId }, body: { person, kind, code } }),
  });

/** The contacts of one person, by the token of their link. */
export const contactsByLink = (token: string): Contacts =>
  createContacts({
    send: ({ kind }) => call('sendCodeByLink', { body: { token, kind } }),
    confirm: ({ kind }, code) => call('confirmByLink', { body: { token, kind, code } }),
  });

export interface WithContacts {
  readonly contacts: Contacts;
}

/** Handlers of a page with the template `contact-card`. */
export const contactHandlers = {
  sendCode: ({ own }: OpenPage<WithContacts>, { currentTarget }: PageEvent) =>
    own.contacts.send(currentTarget.dataset.key ?? ''),
  confirmCode: ({ own }: OpenPage<WithContacts>, { currentTarget, detail }: PageEvent) =>
    own.contacts.confirm(currentTarget.dataset.key ?? '', detail.code),
  makeLink: ({ own, query: { filingId = '' } }: OpenPage<WithContacts>, { currentTarget }: PageEvent) =>
    own.contacts.makeLink(filingId, currentTarget.dataset.id as Person),
};

/** The card that leads a person to the confirmation of their own contacts; else the first page. */
export function contactShare({ own }: OpenPage<WithContacts>, person: string) {
  const token = own.contacts.tokenOf(person);
  return token === undefined
    ? FIRST_PAGE_CARD
    : { title: '请确认你的联系方式', path: `/pages/contact/index?token=${token}` };
}
