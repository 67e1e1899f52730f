import { ENTERPRISE, SAMPLE_SERVER } from 'specimens/people.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import type { Laptop } from '../local/laptop.ts';
import { platformEnvironment } from '../local/platform-facts.ts';
import { eligibilityInputOf } from '../local/web-config.ts';
import type { FilingContents } from '../shared/domain/filing/filing.ts';

/** Lets this process use the ports of the laptop's functions. Must be called before the first of them is created. */
export function useEnvironmentOf(laptop: Laptop): void {
  const account = { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS };
  Object.assign(process.env, laptop.service.variables, platformEnvironment('bench', '/', account));
}

/** A filing of a fictional company with every form filled in. */
export function filledContents(websiteId: string): FilingContents {
  const { organizer, principal, domain, website: details } = ENTERPRISE;
  const website = { id: websiteId, domain, cloudService: SAMPLE_SERVER, details, siteOwner: principal };
  return { eligibility: eligibilityInputOf(ENTERPRISE), organizer, principal, websites: [website] };
}
