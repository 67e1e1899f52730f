import { drawLicence } from 'specimens/cards.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { eligibilityInputOf } from '../../local/web-config.ts';
import { CONSENT_TEXT_VERSION, type Filer, type FilingAnswer } from './filer.ts';

/** Opens a draft for the sample company on any laptop: its licence is uploaded and read first, as a person does. */
export async function openDraft(filer: Filer): Promise<FilingAnswer> {
  await filer.giveConsent(CONSENT_TEXT_VERSION);
  const file = { bytes: await drawLicence(ENTERPRISE.licence), contentType: 'image/jpeg' };
  const { documentId } = await filer.upload(undefined, 'business-licence', 'organizer', file);
  const { ticket } = await filer.checkEligibility(eligibilityInputOf(ENTERPRISE));
  return filer.openFiling(ticket, CONSENT_TEXT_VERSION, [documentId]);
}
