import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/captcha/v20190722/captcha_client.js';
import * as z from 'zod/mini';
import {
  type CloudApiSettings,
  callCloudApi,
  clientConfig,
  VendorCode,
} from '../../../platform/adapters/tencent/client.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import type { Captchas } from '../../ports/accounts/captchas.ts';

const PORT = 'captcha';
const result = z.object({ CaptchaCode: z.int() });
const PASSED = 1;
/** The application's number or key is wrong: nobody passes until the operator has put it right. */
const OPERATOR: readonly number[] = [16, 100];

interface CaptchaSettings extends CloudApiSettings {
  readonly appId: string;
  readonly secret: string;
}

/** Tencent Cloud API captcha 2019-07-22, DescribeCaptchaResult; 9 is its only type. */
export function createCaptchas({ appId, secret, ...settings }: CaptchaSettings): Captchas {
  const client = new Client(clientConfig(settings));
  const application = { CaptchaType: 9, CaptchaAppId: Number(appId), AppSecretKey: secret };
  return {
    async isPassed({ ticket, randstr, address }) {
      const request = { ...application, Ticket: ticket, Randstr: randstr, UserIp: address };
      const answer = callCloudApi(PORT, result, () => client.DescribeCaptchaResult(request));
      const { CaptchaCode } = await answer.catch((error: unknown) => {
        throw error instanceof VendorCode ? new Failed(PORT, 'refused', error.code) : error;
      });
      if (OPERATOR.includes(CaptchaCode)) throw new Failed(PORT, 'refused', `CaptchaCode.${CaptchaCode}`);
      return CaptchaCode === PASSED;
    },
  };
}
