import { createDocuments } from '../../client/documents/documents.ts';
import { createOpenFiling } from '../../client/filing/open-filing.ts';
import { call, type PhoneFile, readView } from './api.ts';
import { documentsHost } from './documents-host.ts';
import { overviews } from './overview.ts';
import { show } from './shown.ts';

/** The open filing: one at a time. */
export const filing = createOpenFiling({ call, readView, show, saved: overviews.saved });

/** The documents of filings, uploaded from this phone or another device. */
export const documents = createDocuments<PhoneFile>(documentsHost);

/** Opens the filing of a page, with its documents. @throws ApiError */
export async function openFiling(filingId: string): Promise<void> {
  await filing.open(filingId);
  // Pages go on without it: it says how far each step is.
  void overviews.load(filingId);
  await documents.load(filingId);
}

/** The open filing, if it is this one. */
export const filingNow = (filingId: string | undefined) => {
  const { open } = filing.state;
  return open?.view.filingId === filingId ? open : undefined;
};
