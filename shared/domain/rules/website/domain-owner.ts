import { PROVINCES } from '../../../../contracts/data/provinces.ts';
import type { DomainFacts } from '../../facts.ts';
import type { ReadField } from '../../media/document.ts';
import { compareReading, compareTexts, type Outcome } from '../../media/evidence.ts';
import { type AnyCase, type EligibilityCase, isFilingCase, readFields } from '../case.ts';
import { FUJIAN } from '../provinces/province-demands.ts';
import { blocks, type Rule, rulesAbout, scopeOf, warns } from '../rule.ts';
import { domains } from '../scopes.ts';

/** A domain's owner and those who may own it: the organizer and its legal representative. */
interface Ownership {
  readonly facts: DomainFacts;
  readonly owner: string;
  readonly organizer: string;
  /** The name that a change replaces: such an owner is DM-22. */
  readonly formerName?: string | undefined;
  readonly representative: Representative;
}

/** From the licence, otherwise from the form of the organizer. Both may be unknown. */
interface Representative {
  readonly read: ReadField | undefined;
  readonly typed: string | undefined;
}

const ownerships = scopeOf<AnyCase, Ownership>('domain-owner', (anyCase) =>
  domains.parts(anyCase).flatMap(({ path, part: facts }) => {
    const { ownerName: owner } = facts;
    if (owner === undefined) return [];
    const party = partyOf(anyCase, owner);
    return party ? [{ path, part: { facts, owner, ...party } }] : [];
  }),
);

/** Who files: the organizer, and who represents it. */
type Party = Pick<Ownership, 'organizer' | 'formerName' | 'representative'>;

function partyOf(anyCase: AnyCase, owner: string): Party | undefined {
  if (!isFilingCase(anyCase)) return readParty(anyCase, owner);
  const { organizer, before } = anyCase.contents;
  if (organizer === undefined) return undefined;
  return {
    organizer: organizer.name,
    formerName: before?.organizer?.name,
    representative: {
      read: readFields(anyCase, 'business-licence', 'organizer').legalRepresentative,
      typed: organizer.legalRepresentative,
    },
  };
}

/** At the check nothing is typed yet: only a certificate that was read surely, and whole, says whose the domain must be. */
function readParty({ input, certificate = {} }: EligibilityCase, owner: string): Party | undefined {
  const { name, legalRepresentative: read } = certificate;
  if (!name || compareReading(owner, name).outcome === 'cannot-tell') return undefined;
  if (input.organizerKind === 'enterprise' && !read) return undefined;
  return { organizer: name.text, representative: { read, typed: undefined } };
}

const isOrganizer = ({ owner, organizer }: Ownership): boolean => compareTexts(owner, organizer).outcome === 'same';

const isFormer = ({ owner, formerName }: Ownership): boolean => compareTexts(owner, formerName).outcome === 'same';

/** Compares the owner with the legal representative. An uncertain reading gives `cannot-tell`, not `differs`. */
function asRepresentative({ owner, representative: { read, typed } }: Ownership): Outcome {
  const comparison = read ? compareReading(owner, read) : compareTexts(owner, typed);
  return comparison.outcome;
}

/** If the legal representative is unknown, only the organizer may be the owner. */
const isStranger = (ownership: Ownership): boolean => {
  const outcome = asRepresentative(ownership);
  return outcome === 'differs' || (outcome === 'cannot-tell' && ownership.representative.read === undefined);
};

const UNIT_ONLY = PROVINCES.filter(({ domainOwner }) => domainOwner === 'unit').map(({ code }) => code);

/** Rules about who owns a domain. */
export const DOMAIN_OWNER_RULES: readonly Rule<AnyCase>[] = rulesAbout(ownerships, [
  blocks('DM-10', {
    appliesTo: { kinds: ['individual'] },
    when: 'the domain’s owner is an enterprise or has another name than the organizer',
    message: '域名所有者与备案主体不一致。个人备案的域名所有者须为本人，请先办理域名过户。',
    source: ['T19-domain', 'MIIT-264'],
    refuses: (ownership) => ownership.facts.ownerKind === 'enterprise' || !isOrganizer(ownership),
  }),
  blocks('DM-11', {
    appliesTo: { kinds: ['enterprise'] },
    when: 'the domain’s owner is neither the organizer nor its legal representative',
    message: '域名所有者与备案主体不一致。单位备案的域名所有者须为主办单位或其法定代表人，请先办理域名过户。',
    source: ['T19-domain', 'T19-prov', 'MIIT-264'],
    refuses: (ownership) => !isOrganizer(ownership) && !isFormer(ownership) && isStranger(ownership),
  }),
  blocks('DM-12', {
    appliesTo: { kinds: ['enterprise'], provinces: UNIT_ONLY.filter((code) => !FUJIAN.includes(code)) },
    when: 'the domain’s owner is the legal representative, although the authority requires the unit itself',
    message: '{province}管局要求域名所有者为主办单位，请先办理域名过户。',
    source: ['T19-prov', 'HW-prov'],
    refuses: (ownership) => !isOrganizer(ownership) && asRepresentative(ownership) === 'same',
  }),
  blocks('PV-FJ-08', {
    appliesTo: { kinds: ['enterprise'], provinces: FUJIAN },
    when: 'the domain’s owner is the legal representative and not the unit',
    message: '福建省要求域名所有者与主办单位名称一致，请先办理域名过户。',
    source: ['T19-prov', 'T22-prov'],
    refuses: (ownership) => !isOrganizer(ownership) && asRepresentative(ownership) === 'same',
  }),
  warns('DM-19', {
    when: 'owner and organizer differ only in brackets, spaces, width, letter case or traditional characters',
    message: '域名所有者与主体名称仅有括号、空格、繁简字等书写差异，已自动忽略，无需修改。',
    source: ['T22-domain'],
    refuses: (ownership) => ownership.owner !== ownership.organizer && isOrganizer(ownership),
  }),
]);
