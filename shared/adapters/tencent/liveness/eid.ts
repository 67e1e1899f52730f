import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/faceid/v20180301/faceid_client.js';
import * as z from 'zod/mini';
import { certificateForm } from '../../../../contracts/normal-forms/certificate.ts';
import { clientConfig } from '../../../../platform/adapters/tencent/client.ts';
import { Failed } from '../../../../platform/ports/failed.ts';
import type { LivenessProvider } from '../../../ports/documents/liveness.ts';
import { answered, type FaceIdSettings, orFailed, PORT } from './face-id.ts';
import { createPageJudge, pageAnswer, TEXT_AND_BEST_FRAME } from './page.ts';

const tokenAnswer = z.object({ EidToken: z.string().check(z.minLength(1)), Url: z.nullish(z.string()) });

/** We provide name and number, so that nobody else can pass the page with their own card. */
const IDENTITY_GIVEN = { InputType: '4' };

/**
 * Liveness on the pages of E证通, which is open to every industry: Tencent Cloud API faceid 2018-03-01, GetEidToken and
 * GetEidResult. The token is valid for 600 seconds; fetching the result is not billed and may be repeated.
 *
 * @param merchantId from the console, bound to the account.
 */
export function createEidLivenessProvider(
  settings: FaceIdSettings & { readonly merchantId: string },
): LivenessProvider {
  const client = new Client(clientConfig(settings));
  const judge = createPageJudge(settings);

  return {
    films: 'vendor',

    async challenge({ name, idNumber }) {
      // The vendor accepts a check letter X only as a capital.
      const identity = { Name: name, IdCard: certificateForm(idNumber) };
      const request = { MerchantId: settings.merchantId, ...identity, Config: IDENTITY_GIVEN };
      const { EidToken, Url } = await orFailed(tokenAnswer, () => client.GetEidToken(request));
      return { page: { kind: 'eid', token: EidToken, ...(Url ? { url: Url } : {}) } };
    },

    async verify({ challenge, photo }) {
      if (!('page' in challenge)) throw new Failed(PORT, 'broken', 'NoPage');
      const request = { EidToken: challenge.page.token, InfoType: TEXT_AND_BEST_FRAME };
      const page = await answered(pageAnswer, settings.assurance, () => client.GetEidResult(request));
      return judge(page, photo);
    },
  };
}
