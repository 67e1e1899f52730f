import { drawLicence } from 'specimens/cards.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import type { FilingView } from '../../client/calls/messages.ts';
import { eligibilityInputOf } from '../../local/web-config.ts';
import { CONSENT_TEXT_VERSION, type Filer } from './filer.ts';

/** Opens a draft for the sample company on any laptop: its licence is uploaded and read first, as a person does. */
export async function openDraft(filer: Filer): Promise<FilingView> {
  await filer.giveConsent(CONSENT_TEXT_VERSION);
  const licence = await drawLicence(ENTERPRISE.licence);
  const { documentId } = await filer.upload(undefined, 'business-licence', 'organizer', licence);
  const { ticket } = await filer.checkEligibility(eligibilityInputOf(ENTERPRISE));
  return filer.openFiling(ticket, CONSENT_TEXT_VERSION, [documentId]);
}
