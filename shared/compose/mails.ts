import { VENDOR_TIMEOUT_SECONDS } from '../../platform/compose/cloud-api.ts';
import { vendor } from '../../platform/compose/provider.ts';
import { MAILS_TARIFF } from '../application/tariffs.ts';
import { config } from '../config.ts';
import type { Mails } from '../ports/mails.ts';
import type { Billed } from '../ports/paid-calls.ts';
import { billed } from './paid-calls.ts';

const mailServer = (): Promise<Mails> =>
  vendor(mailServer, 'mails', async () => {
    const {
      SMTP_HOST: host,
      SMTP_PORT: port = 465,
      SMTP_USER: user,
      SMTP_PASSWORD: password,
      MAIL_FROM: from,
    } = config();
    if (!host || !user || !password || !from) return { send: async () => 'not-set-up' };
    const { createMails } = await import('../adapters/smtp/mails.ts');
    const isLocal = config().CLOUD_API_ENDPOINT !== undefined;
    const sender = { user, password: password.reveal(), from };
    return createMails({ host, port, ...sender, timeoutSeconds: VENDOR_TIMEOUT_SECONDS, isLocal });
  });

export const mails = (): Promise<Billed<Mails>> => billed(mailServer(), MAILS_TARIFF);
