import type { Finding } from '../../../../contracts/kit/finding.ts';
import { type CloudServiceFacts, NOT_ASKED } from '../../facts.ts';
import type { CloudService } from '../../filing/filing.ts';
import { type EligibilityCase, NO_FACTS } from '../case.ts';
import { findings } from '../engine.ts';
import { CLOUD_SERVICE_RULES } from './cloud-service.ts';

/**
 * The findings about a cloud service alone, before it is used in a filing.
 *
 * @param facts undefined when the account has no such resource. @param terms how long it must have been bought for, and now.
 */
export function cloudServiceFindings(
  cloudService: CloudService,
  facts: CloudServiceFacts | undefined,
  { now, acceptsThreeMonths }: Pick<EligibilityCase, 'now' | 'acceptsThreeMonths'>,
): readonly Finding[] {
  // These rules use only the service and the day; the rest of the case stays empty.
  const alone: EligibilityCase = {
    now,
    acceptsThreeMonths,
    openProvinces: [],
    // Stryker disable next-line all: no rule about a server uses it.
    organizerRecord: NOT_ASKED,
    facts: { ...NO_FACTS, cloudService: { known: true, value: facts } },
    input: {
      // Stryker disable all: no rule about a server uses these either.
      region: '',
      organizerKind: 'enterprise',
      certificateType: 'business-licence',
      certificateNumber: '',
      domain: '',
      // Stryker restore all
      cloudService,
    },
  };
  return findings(CLOUD_SERVICE_RULES, alone);
}
