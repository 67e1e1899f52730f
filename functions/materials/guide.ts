import { PROVINCES, type Province, provinceOf } from '../../contracts/data/provinces.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import {
  INITIAL_REVIEW_WORKDAYS,
  QUEUE_WORKDAYS,
  SMS_HOURS,
  SMS_WORKDAYS,
} from '../../shared/domain/filing/process-steps.ts';
import { limitsOf } from '../../shared/domain/media/document.ts';
import { materialsAtHand } from '../../shared/domain/rules/materials/materials-at-hand.ts';
import { letterOf } from './letters.ts';
import type { Ports } from './ports.ts';

/** A province and a kind of organizer. */
export interface GuideQuestion {
  readonly region: string;
  readonly organizerKind: OrganizerKind;
}

const named = ({ code, name, short }: Province) => ({ code, name, short });

/** The provinces, what their authorities ask, and whether one can file there. */
export async function listProvinces(_: unknown, { settings }: Pick<Ports, 'settings'>) {
  const provinces = PROVINCES.map((province) => ({
    ...named(province),
    isOpen: settings.openProvinces.includes(province.code),
    demands: { enterprise: demandsOf(province, 'enterprise'), individual: demandsOf(province, 'individual') },
  }));
  return { provinces };
}

/** What the authority of a province asks of a kind of organizer. */
function demandsOf(province: Province, kind: OrganizerKind) {
  const { domainMonths, footerNumber, principal, domainOwner, outsiders, fingerprint } = province;
  return kind === 'enterprise'
    ? { domainMonths, footerNumber, youngest: province.enterpriseAge, principal, domainOwner }
    : { domainMonths, footerNumber, youngest: province.individualAge, outsiders, fingerprint };
}

/** What must be at hand for a filing, and how long it takes. @throws Refused('route.unknown') for no province */
export async function showGuide(
  { region, organizerKind }: GuideQuestion,
  { clock, settings, pastRoads }: Pick<Ports, 'clock' | 'settings' | 'pastRoads'>,
) {
  const province = provinceFor(region);
  // The holiday calendar takes 7 ms to load, and few calls of this function need it.
  const { howLong } = await import('./how-long.ts');
  const materials = materialsAtHand(region, organizerKind, clock.now()).map(({ kind, subject, reason }) => ({
    ...{ kind, reason },
    label: limitsOf(kind).label,
    of: subject.startsWith('website:') ? ('site-owner' as const) : (subject as 'organizer' | 'principal'),
  }));
  return {
    province: { ...named(province), isOpen: settings.openProvinces.includes(region) },
    organizerKind,
    materials,
    demands: demandsOf(province, organizerKind),
    duration: {
      ...{ initialReviewWorkdays: INITIAL_REVIEW_WORKDAYS, smsHours: SMS_HOURS },
      reviewWorkdays: province.reviewWorkdays,
      longestWorkdays: INITIAL_REVIEW_WORKDAYS + QUEUE_WORKDAYS + SMS_WORKDAYS + province.reviewWorkdays,
      recent: await howLong(region, { clock, pastRoads }),
    },
  };
}

/** A link to the commitment letter of a province without values, to be filled in by hand. */
export async function blankLetter({ region, organizerKind }: GuideQuestion, ports: Ports) {
  const { code, name } = provinceFor(region);
  const certificateType = organizerKind === 'enterprise' ? 'business-licence' : 'id-card';
  const nothing = { organizerName: '', certificateNumber: '', websites: [] };
  const letter = await letterOf(
    { region: code, provinceName: name, organizerKind, certificateType, ...nothing },
    ports,
  );
  const letterView = await ports.views.show(letter, 'application/pdf', {
    accountId: undefined,
    downloadName: 'commitment-letter.pdf',
  });
  return { letter: letterView };
}

function provinceFor(region: string) {
  const province = provinceOf(region);
  if (province?.code !== region) throw new Refused('route.unknown');
  return province;
}
