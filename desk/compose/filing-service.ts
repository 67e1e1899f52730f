import { once, vendor } from '../../platform/compose/provider.ts';
import { clock, ids } from '../../platform/compose/system.ts';
import { signingKey, signMessage, verifyMessage } from '../../platform/edge/signed-message.ts';
import { config } from '../config.ts';
import type { FilingService, FilingSignature } from '../ports/filing-service.ts';

/** The filing service, as the desk calls it. */
export const filingService = (): Promise<FilingService> =>
  vendor(filingService, 'filing-service', async () => {
    const { createFilingService } = await import('../adapters/http/filing-service.ts');
    const key = signingKey(config().DESK_VERDICT_SECRET.reveal());
    const now = await clock();
    return createFilingService({
      webhookUrl: config().FILING_WEBHOOK_URL,
      ids: await ids(),
      sign: (message) => ({ ...signMessage([key], { ...message, at: now.now() }) }),
    });
  });

/** Verifies what the filing service sends. */
export const filingSignature = (): Promise<FilingSignature> =>
  once(filingSignature, async () => {
    const keys = config().DESK_REQUEST_SECRETS.reveal().split(',').map(signingKey);
    const now = await clock();
    return {
      messageIdOf: (headers, body) => {
        const verified = verifyMessage(keys, { headers, body, now: now.now() });
        return verified.believed ? verified.messageId : undefined;
      },
    };
  });
