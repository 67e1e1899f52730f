import { PERSON } from '../../../../contracts/forms/form-fields.ts';
import { allContacts, type Contact, peopleIn } from '../../filing/contacts.ts';
import type { FilingCase } from '../case.ts';
import { type Rule, rulesAbout, scopeOf, warns } from '../rule.ts';

/**
 * What nobody has confirmed, person by person, at the first field of each. An address that stands in several places belongs to
 * the first: one code confirms them all.
 */
const contacts = scopeOf<FilingCase, readonly Contact[]>('contacts', ({ contents, reached }) => {
  const all = reached ? allContacts(contents) : [];
  const unreached = all.filter(
    ({ address, field }, place) =>
      !reached?.includes(field) && all.findIndex((contact) => contact.address === address) === place,
  );
  return peopleIn(contents).flatMap((person) => {
    const part = unreached.filter((contact) => contact.person === person);
    return part[0] ? [{ path: part[0].field, part }] : [];
  });
});

/** Rules about whether people can be reached. They never stop a filing: whoever has no template or mail server files too. */
export const CONTACT_RULES: readonly Rule<FilingCase>[] = rulesAbout(contacts, [
  warns('CT-90', {
    when: 'no code sent to a mobile number of this person was typed in; their mailbox is named with it',
    message: '{contacts}还没有用验证码确认。审核人员联系不上会退回备案，建议先确认。',
    source: ['SEED', 'OWN'],
    status: 'derived',
    refuses: (unreached) =>
      unreached.some(({ kind }) => kind !== 'email') && {
        contacts: unreached.map(({ kind }) => PERSON[kind].label).join('、'),
      },
  }),
  warns('CT-91', {
    when: 'no code sent to the mailbox was typed in, and this person’s mobile numbers are confirmed',
    message: '这个邮箱还没有用验证码确认。收不到邮件会错过通知，建议先确认。',
    source: ['SEED', 'OWN'],
    status: 'derived',
    refuses: (unreached) => unreached.every(({ kind }) => kind === 'email'),
  }),
]);
