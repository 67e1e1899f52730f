import { codeFile } from '../../platform/config/instance.ts';
import { config } from '../config.ts';
import type { Settings } from '../ports/settings.ts';
import { serverTerm } from './server-term.ts';

export const settings = async (): Promise<Settings> => ({
  ...(await serverTerm()),
  openProvinces: config().OPEN_PROVINCES.split(','),
  replacementProvinces: config().REPLACEMENT_PROVINCES?.split(',') ?? [],
  oneLivenessProvinces: config().ONE_LIVENESS_PROVINCES?.split(',') ?? [],
  consentTextVersion: config().CONSENT_TEXT_VERSION,
  termsTextVersion: config().TERMS_TEXT_VERSION,
  letterFont: codeFile(config().LETTER_FONT),
});
