import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Laptop } from '../local/laptop.ts';

/** The function URL's event of a signed verdict: the first one of a filing's first round, which accepts it. */
export function verdictEvent(laptop: Laptop, filingId: string) {
  const at = new Date();
  const data = { filingId, round: 1, sequence: 1, kind: 'accepted', at: at.toISOString(), flagged: [] };
  const body = JSON.stringify({ type: 'verdict', data });
  const path = '/v1/webhooks/review';
  const id = `msg_${randomUUID()}`;
  const secret = laptop.service.variables.REVIEW_WEBHOOK_SECRETS ?? '';
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, `POST ${path}\n${body}`),
  };
  return { httpMethod: 'POST', path, queryString: {}, headers, body };
}
