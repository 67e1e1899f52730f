import { PROVINCES, provinceOf } from '../../contracts/data/provinces.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import { INITIAL_REVIEW_WORKDAYS, SMS_HOURS } from '../../shared/domain/filing/process-steps.ts';
import { limitsOf } from '../../shared/domain/media/document.ts';
import { materialsAtHand } from '../../shared/domain/rules/materials/materials-at-hand.ts';
import { letterOf } from './letters.ts';
import type { Ports } from './ports.ts';

/** A province and a kind of organizer. */
export interface GuideQuestion {
  readonly region: string;
  readonly organizerKind: OrganizerKind;
}

/** The provinces, and whether one can file there. */
export async function listProvinces(_: unknown, { settings }: Pick<Ports, 'settings'>) {
  const provinces = PROVINCES.map(({ code, name, short }) => ({
    ...{ code, name, short },
    isOpen: settings.openProvinces.includes(code),
  }));
  return { provinces };
}

/** What must be at hand for a filing, and how long it takes. @throws Refused('route.unknown') for no province */
export async function showGuide(
  { region, organizerKind }: GuideQuestion,
  { clock, settings }: Pick<Ports, 'clock' | 'settings'>,
) {
  const { code, name, short, reviewWorkdays, domainMonths, principal, domainOwner, outsiders, ...ages } =
    provinceFor(region);
  const isEnterprise = organizerKind === 'enterprise';
  const materials = materialsAtHand(code, organizerKind, clock.now()).map(({ kind, subject, reason }) => ({
    ...{ kind, reason },
    label: limitsOf(kind).label,
    of: subject.startsWith('website:') ? ('site-owner' as const) : (subject as 'organizer' | 'principal'),
  }));
  return {
    province: { ...{ code, name, short }, isOpen: settings.openProvinces.includes(code) },
    organizerKind,
    materials,
    demands: {
      domainMonths,
      youngest: isEnterprise ? ages.enterpriseAge : ages.individualAge,
      ...(isEnterprise ? { principal, domainOwner } : { outsiders }),
    },
    duration: { initialReviewWorkdays: INITIAL_REVIEW_WORKDAYS, smsHours: SMS_HOURS, reviewWorkdays },
  };
}

/** A link to the commitment letter of a province without values, to be filled in by hand. */
export async function blankLetter({ region, organizerKind }: GuideQuestion, ports: Ports) {
  const { code, name } = provinceFor(region);
  const certificateType = organizerKind === 'enterprise' ? 'business-licence' : 'id-card';
  const nothing = { organizerName: '', certificateNumber: '', websiteName: '', domain: '', siteOwnerName: '' };
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
