import { VENDOR_TIMEOUT_SECONDS } from '../../platform/compose/cloud-api.ts';
import { vendor } from '../../platform/compose/provider.ts';
import { ids } from '../../platform/compose/system.ts';
import { createReviewDesk } from '../adapters/review-desk/review-desk.ts';
import { config } from '../config.ts';
import type { ReviewDesk } from '../ports/filings/review-desk.ts';
import { deskSigner } from './desk-signer.ts';

export const reviewDesk = (): Promise<ReviewDesk> =>
  vendor(reviewDesk, 'review-desk', async () =>
    createReviewDesk({
      baseUrl: config().REVIEW_DESK_URL,
      sign: await deskSigner(),
      ids: await ids(),
      timeoutSeconds: VENDOR_TIMEOUT_SECONDS,
    }),
  );
