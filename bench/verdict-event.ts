import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Laptop } from '../local/laptop.ts';

/** The function URL's event of a message that the other service signs. */
export function signedEvent(path: string, secret: string, content: unknown) {
  const [id, at, body] = [`msg_${randomUUID()}`, new Date(), JSON.stringify(content)];
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, `POST ${path}\n${body}`),
  };
  return { httpMethod: 'POST', path, queryString: {}, headers, body };
}

/** A verdict: the first one of a filing's first round, which accepts it. */
export function verdictEvent(laptop: Laptop, filingId: string) {
  const data = { filingId, round: 1, sequence: 1, kind: 'accepted', at: new Date().toISOString(), flagged: [] };
  return signedEvent('/v1/webhooks/review', laptop.service.variables.REVIEW_WEBHOOK_SECRETS ?? '', {
    type: 'verdict',
    data,
  });
}
