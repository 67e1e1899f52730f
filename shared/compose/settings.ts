import { codeFile } from '../../platform/config/instance.ts';
import { config } from '../config.ts';
import type { EndingSettings, ServerTerm, Settings } from '../ports/settings.ts';
import type { Deployment } from '../ports/vitals.ts';

export const serverTerm = async (): Promise<ServerTerm> => ({
  acceptsThreeMonths: config().THREE_MONTH_SERVERS === 'on',
});

export const settings = async (): Promise<Settings> => ({
  ...(await serverTerm()),
  openProvinces: config().OPEN_PROVINCES.split(','),
  replacementProvinces: config().REPLACEMENT_PROVINCES?.split(',') ?? [],
  consentTextVersion: config().CONSENT_TEXT_VERSION,
  termsTextVersion: config().TERMS_TEXT_VERSION,
  letterFont: codeFile(config().LETTER_FONT),
});

/** How endings are handed in. */
export const endings = async (): Promise<EndingSettings> => ({
  initialReview: config().ENDING_REVIEW === 'on',
});

export const deployment = async (): Promise<Deployment> => ({ stage: config().STAGE, release: config().RELEASE });
