import { allContacts, type Contact } from '../../filing/contacts.ts';
import type { FilingCase } from '../case.ts';
import { type Rule, rulesAbout, scopeOf } from '../rule.ts';

/** Mobile numbers and mailboxes, each at its field. */
const contacts = scopeOf<FilingCase, Contact>('contacts', ({ contents }) =>
  allContacts(contents).map((contact) => ({ path: contact.field, part: contact })),
);

const isUnreached = ({ field }: Contact, { reached }: FilingCase): boolean =>
  reached !== undefined && !reached.includes(field);

/** Rules about whether people can be reached. They never stop a filing: whoever has no template or mail server files too. */
export const CONTACT_RULES: readonly Rule<FilingCase>[] = rulesAbout(contacts, [
  {
    id: 'CT-90',
    severity: 'warn',
    when: 'no code sent to this mobile number was typed in',
    message: '这个手机号还没有用验证码确认。审核人员联系不上会退回备案，建议先确认。',
    source: ['SEED', 'OWN'],
    status: 'derived',
    refuses: (contact, filingCase) => contact.kind !== 'email' && isUnreached(contact, filingCase),
  },
  {
    id: 'CT-91',
    severity: 'warn',
    when: 'no code sent to this mailbox was typed in',
    message: '这个邮箱还没有用验证码确认。收不到邮件会错过通知，建议先确认。',
    source: ['SEED', 'OWN'],
    status: 'derived',
    refuses: (contact, filingCase) => contact.kind === 'email' && isUnreached(contact, filingCase),
  },
]);
