import { lazily } from '../../../contracts/kit/lazily.ts';
import { WEBHOOK_EVENTS } from '../../../shared/domain/messages/webhook-event.ts';
import { webhookMessageOf } from '../../../shared/schemas/webhook-news.ts';
import type { ApiFacts } from './api-facts.ts';
import type { Json } from './docstrings.ts';
import { createRefusals } from './refusals-of.ts';

// Whoever imports this page may not ask for them, and they are read from all of the source.
const refusals = lazily(() => createRefusals(['functions', 'shared']));

/** @param url with one variable, in braces. */
export const server = (url: string, example: string, description: string): Json => ({
  url,
  variables: { [/\{(\w+)\}/.exec(url)?.[1] ?? '']: { default: example, description } },
});

export const SIGNATURE: Json = {
  type: 'apiKey',
  in: 'header',
  name: 'webhook-signature',
  description: 'Standard Webhooks 1.0: docs/webhooks.md, docs/api/review-desk.yaml.',
};

export const FILING_SERVICE: ApiFacts = {
  title: 'ICP filing service (备案)',
  version: '1',
  description:
    'From “may I file this here?” to the filing number and after. A caller signs in with a WeChat code or a phone number ' +
    'and gets a session token. Personal data in replies is masked; a `view` link, which expires, shows it whole. ' +
    'Messages for people are in Chinese.',
  servers: [
    server(
      'https://{host}',
      'api.invalid',
      'The domain of the deployment; on a laptop the address that `npm start` prints.',
    ),
  ],
  securitySchemes: { session: { type: 'http', scheme: 'bearer' }, signature: SIGNATURE },
  folders: ['contracts', 'shared/schemas', 'functions'],
  refusals: (folder, operation) => refusals()(folder, operation),
  webhooks: Object.fromEntries(
    WEBHOOK_EVENTS.map((event) => [event, { summary: `The event ${event}`, message: webhookMessageOf(event) }]),
  ),
};
