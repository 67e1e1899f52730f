import { vendor } from '../../platform/compose/provider.ts';
import { clock, ids } from '../../platform/compose/system.ts';
import { signingKey, signRequest } from '../../platform/edge/signed-message.ts';
import { config } from '../config.ts';
import type { FilingService } from '../ports/filing-service.ts';

/** The filing service, as the desk calls it. */
export const filingService = (): Promise<FilingService> =>
  vendor(filingService, 'filing-service', async () => {
    const { createFilingService } = await import('../adapters/http/filing-service.ts');
    const key = signingKey(config().DESK_VERDICT_SECRET.reveal());
    const now = await clock();
    return createFilingService({
      webhookUrl: config().FILING_WEBHOOK_URL,
      ids: await ids(),
      sign: (request) => ({ ...signRequest([key], { ...request, at: now.now() }) }),
    });
  });
