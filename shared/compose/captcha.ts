import { cloudApi } from '../../platform/compose/cloud-api.ts';
import { vendor } from '../../platform/compose/provider.ts';
import { CAPTCHA_TARIFF } from '../application/tariffs.ts';
import { config } from '../config.ts';
import type { Captchas } from '../ports/accounts/captchas.ts';
import { billed } from './paid-calls.ts';

const captchas = (): Promise<Captchas> =>
  vendor(captchas, 'captcha', async () => {
    const { createCaptchas } = await import('../adapters/tencent/captchas.ts');
    const { CAPTCHA_APP_ID: appId = '', CAPTCHA_APP_SECRET: secret } = config();
    return createCaptchas({ ...cloudApi(), appId, secret: secret?.reveal() ?? '' });
  });

/** The captcha that strangers' pages show, and what checks it; undefined where the operator has none. */
export async function captcha() {
  const { CAPTCHA_APP_ID: appId } = config();
  return appId ? { appId, checks: await billed(captchas(), CAPTCHA_TARIFF) } : undefined;
}
