import { platformConfig } from '../config/instance.ts';
import type { Mails } from '../ports/mails.ts';
import { VENDOR_TIMEOUT_SECONDS } from './cloud-api.ts';
import { vendor } from './provider.ts';

export const mailServer = (): Promise<Mails> =>
  vendor(mailServer, 'mails', async () => {
    const {
      SMTP_HOST: host,
      SMTP_PORT: port = 465,
      SMTP_USER: user,
      SMTP_PASSWORD: password,
      MAIL_FROM: from,
    } = platformConfig();
    if (!host || !user || !password || !from) return { send: async () => 'not-set-up' };
    const { createMails } = await import('../adapters/smtp/mails.ts');
    const isLocal = platformConfig().CLOUD_API_ENDPOINT !== undefined;
    const sender = { user, password: password.reveal(), from };
    return createMails({ host, port, ...sender, timeoutSeconds: VENDOR_TIMEOUT_SECONDS, isLocal });
  });
