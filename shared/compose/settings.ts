import { codeFile, config } from '../config.ts';
import type { Settings } from '../ports/settings.ts';
import type { Deployment } from '../ports/vitals.ts';

export const settings = async (): Promise<Settings> => ({
  openProvinces: config().OPEN_PROVINCES.split(','),
  consentTextVersion: config().CONSENT_TEXT_VERSION,
  termsTextVersion: config().TERMS_TEXT_VERSION,
  letterFont: codeFile(config().LETTER_FONT),
});

export const deployment = async (): Promise<Deployment> => ({ stage: config().STAGE, release: config().RELEASE });
