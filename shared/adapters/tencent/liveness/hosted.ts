import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/faceid/v20180301/faceid_client.js';
import * as z from 'zod/mini';
import { certificateForm } from '../../../../contracts/normal-forms/certificate.ts';
import { clientConfig } from '../../../../platform/adapters/tencent/client.ts';
import { Failed } from '../../../../platform/ports/failed.ts';
import type { LivenessProvider } from '../../../ports/documents/liveness.ts';
import { answered, type FaceIdSettings, orFailed, PORT } from './face-id.ts';
import { createPageJudge, pageAnswer, TEXT_AND_BEST_FRAME } from './page.ts';

const tokenAnswer = z.object({ BizToken: z.string().check(z.minLength(1)), Url: z.nullish(z.string()) });

/**
 * Liveness on FaceID's own pages in a mini program or browser: Tencent Cloud API faceid 2018-03-01, DetectAuth and
 * GetDetectInfoEnhanced. The token is valid for 7,200 seconds; the result can be fetched repeatedly for three days.
 *
 * @param ruleId of the console's integration, which must take name and number from the call.
 */
export function createHostedLivenessProvider(settings: FaceIdSettings & { readonly ruleId: string }): LivenessProvider {
  const client = new Client(clientConfig(settings));
  const judge = createPageJudge(settings);
  const { ruleId } = settings;

  return {
    films: 'vendor',

    async challenge({ name, idNumber }) {
      // The vendor accepts a check letter X only as a capital.
      const request = { RuleId: ruleId, Name: name, IdCard: certificateForm(idNumber) };
      const { BizToken, Url } = await orFailed(tokenAnswer, () => client.DetectAuth(request));
      return { page: { kind: 'hosted', token: BizToken, ...(Url ? { url: Url } : {}) } };
    },

    async verify({ challenge, photo }) {
      if (!('page' in challenge)) throw new Failed(PORT, 'broken', 'NoPage');
      const request = { BizToken: challenge.page.token, RuleId: ruleId, InfoType: TEXT_AND_BEST_FRAME };
      const page = await answered(pageAnswer, settings.assurance, () => client.GetDetectInfoEnhanced(request));
      return judge(page, photo);
    },
  };
}
