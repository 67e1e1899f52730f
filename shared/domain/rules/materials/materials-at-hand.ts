import { NOT_ASKED } from '../../facts.ts';
import type { OrganizerKind } from '../../filing/filing.ts';
import { type FilingCase, NO_FACTS } from '../case.ts';
import type { Material } from './material-rule.ts';
import { materialsNeeded } from './materials-needed.ts';

const WEBSITE = 'first';

/**
 * The materials that every filing of this kind in this province needs, whatever will be in its forms: what people should
 * have at hand. Others may follow from the forms, e.g. a letter for another principal.
 *
 * @param region GB/T 2260 code of the province.
 */
export function materialsAtHand(region: string, organizerKind: OrganizerKind, now: Date): readonly Material[] {
  const cloudService = { kind: 'authorization-code', code: '' } as const;
  const blank: FilingCase = {
    now,
    openProvinces: [region],
    organizerRecord: NOT_ASKED,
    filingType: 'first',
    contents: {
      eligibility: {
        region,
        organizerKind,
        certificateType: organizerKind === 'enterprise' ? 'business-licence' : 'id-card',
        certificateNumber: '',
        domain: '',
        cloudService,
      },
      websites: [{ id: WEBSITE, domain: '', cloudService }],
    },
    facts: { [WEBSITE]: NO_FACTS },
    documents: [],
    liveness: {},
    consentGiven: false,
    termsAccepted: false,
  };
  return materialsNeeded(blank);
}
