import { enterprise, fires, individual, quiet, type RuleCase, type Sentences } from '../cases.ts';

/** The principal owns the website, too, and is the legal representative there or not. */
const ownsSite = (isLegalRepresentative: boolean) => ({
  'contents.websites.0.siteOwner': { ...enterprise.contents.principal, isLegalRepresentative },
});
const representative = (name: string | undefined) => ({ 'contents.organizer.legalRepresentative': name });

export const cases: readonly RuleCase[] = [
  fires('PN-90', enterprise, representative('何书云'), 'principal.name'),
  quiet('PN-90', enterprise),
  // Traditional characters and a name that is not filled in yet are no other name.
  quiet('PN-90', enterprise, representative('陳星遠')),
  quiet('PN-90', enterprise, representative(undefined)),
  quiet('PN-90', enterprise, { ...representative('何书云'), 'contents.principal.isLegalRepresentative': false }),
  quiet('PN-90', individual, { ...representative('何书云'), 'contents.principal.isLegalRepresentative': true }),
  fires('PN-91', enterprise, { 'contents.principal.isLegalRepresentative': false }, 'principal.isLegalRepresentative'),
  quiet('PN-91', enterprise),
  quiet('PN-91', enterprise, { ...representative('何书云'), 'contents.principal.isLegalRepresentative': false }),
  quiet('PN-91', enterprise, { ...representative(undefined), 'contents.principal.isLegalRepresentative': false }),
  fires('PN-98', enterprise, ownsSite(false), 'websites.0.siteOwner.isLegalRepresentative'),
  quiet('PN-98', enterprise, ownsSite(true)),
  quiet('PN-98', enterprise),
];

export const sentences: Sentences = {
  'PN-98': ['同一个人在这份备案的另一处选的“是法定代表人”与这里不同，请改成一致。'],
  'PN-90': ['主体负责人选了“是法定代表人”，但姓名与法人姓名不同，请改正其中一项。'],
  'PN-91': ['主体负责人与法人姓名相同，是同一个人时请选“是法定代表人”；只是同名时请确认。'],
};
