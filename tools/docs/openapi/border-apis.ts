import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Operation } from '../../../contracts/kit/contract.ts';
import { recordService } from '../../../contracts/record-service.ts';
import {
  filingService,
  recordEventMessage,
  reviewDesk,
  verdictMessage,
} from '../../../contracts/review-desk/operations.ts';
import { ROOT } from '../../../deploy/root.ts';
import type { ApiFacts } from './api-facts.ts';
import { SIGNATURE, server } from './apis.ts';
import { type Json, operationsIn } from './docstrings.ts';
import { openApi } from './openapi.ts';

const header = (name: string, description: string, schema: Json): Json => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string', ...schema },
});

/** The headers of every signed request. */
const SIGNED: readonly Json[] = [
  header(
    'webhook-id',
    'The same on every attempt at one message; of a question and of a submission a new one. Visible ASCII without a full stop.',
    { maxLength: 255, pattern: '^[\\x21-\\x2d\\x2f-\\x7e]+$' },
  ),
  header('webhook-timestamp', 'Unix time of this attempt in seconds, digits only.', { pattern: '^\\d{1,12}$' }),
  header('webhook-signature', 'One or several `v1,<base64>`, separated by spaces.', {}),
];

const ERROR: Json = {
  type: 'object',
  required: ['error'],
  properties: { error: { type: 'object', required: ['code'], properties: { code: { type: 'string' } } } },
};

const RETRY_AFTER: Json = { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer', minimum: 0 } } };

const refused = (description: string, headers?: Json): Json => ({
  description,
  ...(headers && { headers }),
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
});

const UNBELIEVED = refused('The signature or the id was not believed. `error.code` says which, in words for people.');
const BUSY = refused(
  'Too many calls. The service comes back when `Retry-After` says, after a minute at least; with questions after an hour at most.',
  RETRY_AFTER,
);

type OwnFacts = Pick<ApiFacts, 'title' | 'description' | 'servers' | 'replyTo' | 'webhooks'> & {
  readonly version?: string;
};

const signedApi = (facts: OwnFacts): ApiFacts => ({
  version: '2.0.0',
  securitySchemes: { signature: SIGNATURE },
  folders: ['contracts'],
  refusals: () => [],
  error: ERROR,
  signed: SIGNED,
  replies: 'input',
  ...facts,
});

const proseOf = (name: string): string =>
  readFileSync(join(ROOT, `docs/api/${name}.md`), 'utf8').replace(/^# .*\n+/, '');

const asYaml = (json: Json): string =>
  `# Made from contracts/ and a page beside it by \`npm run docs\`.\n${stringify(json, { lineWidth: 140, aliasDuplicateObjects: false })}`;

/** `docs/api/review-desk.yaml`: what the filing service and a desk say to each other, in both directions. */
export async function reviewDeskYaml(): Promise<string> {
  const doc = operationsIn('contracts/review-desk/operations.ts').get('receiveVerdict')?.doc ?? '';
  const told = { summary: 'Sent to POST /v1/webhooks/review of the filing service', description: doc, headers: SIGNED };
  const facts = signedApi({
    version: '2.2.0',
    title: 'Review desk',
    description: proseOf('review-desk'),
    servers: [server('{reviewDeskUrl}', 'https://review-desk.invalid', 'The setting `REVIEW_DESK_URL`.')],
    replyTo: ({ asks }: Operation) => ({
      401: UNBELIEVED,
      422: refused('The content or its hash is not as described. `error.code` says which, in words for people.'),
      429: BUSY,
      ...(!asks && { 503: refused('Not now; the service comes again.') }),
    }),
    webhooks: { verdict: { ...told, message: verdictMessage }, recordEvent: { ...told, message: recordEventMessage } },
  });
  const { receiveVerdict: _, ...called } = filingService;
  const contracts = { 'review-desk': reviewDesk, 'filing-service': called };
  const api = (await openApi(contracts, facts)) as { readonly paths: Readonly<Record<string, object>> };
  const there = [
    server('{filingServiceUrl}', 'https://api.invalid', 'The host of the filing service; the desk calls it.'),
  ];
  for (const { path } of Object.values(called)) Object.assign(api.paths[path] ?? {}, { servers: there });
  return asYaml({ ...api });
}

/** `docs/record-service.openapi.yaml`: what the filing service asks about records of other ways in. */
export const recordServiceYaml = async (): Promise<string> =>
  asYaml(
    await openApi(
      { 'record-service': recordService },
      signedApi({
        title: 'Record service',
        description: proseOf('record-service'),
        servers: [
          server(
            '{recordServiceUrl}',
            'https://records.invalid',
            'The setting `RECORD_SERVICE_URL`. Left empty, only the service’s own filings are known.',
          ),
        ],
        replyTo: () => ({ 401: UNBELIEVED, 429: BUSY }),
      }),
    ),
  );
