import * as z from 'zod/mini';
import { Failed } from '../../ports/failed.ts';
import type { FilingRegistry } from '../../ports/filing-registry.ts';
import type { Ids } from '../../ports/ids.ts';
import { exchange, failureOf, parseJson } from '../http/exchange.ts';

export interface RecordServiceSettings {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** Signature headers (Standard Webhooks) for one question. */
  readonly sign: (message: { readonly id: string; readonly body: string }) => Readonly<Record<string, string>>;
  readonly ids: Ids;
  readonly timeoutSeconds: number;
}

const PORT = 'filing-registry';
const MAX_BYTES = 64 * 1024;

const organizerAnswer = z.object({
  record: z.nullable(
    z.object({
      number: z.string().check(z.minLength(1), z.maxLength(100)),
      filedHere: z.enum(['this-account', 'other-account', 'no']),
      websites: z.int().check(z.nonnegative()),
    }),
  ),
});
const domainAnswer = z.object({
  record: z.nullable(
    z.object({
      number: z.string().check(z.minLength(1), z.maxLength(100)),
      sameOrganizer: z.boolean(),
      connectedHere: z.boolean(),
    }),
  ),
});

/**
 * The access provider's records of everything that is filed, as `docs/record-service.openapi.yaml` describes it. Certificate numbers
 * travel in the body, never in an address.
 */
export function createFilingRegistry(settings: RecordServiceSettings): FilingRegistry {
  return {
    async organizer(certificateNumber, applicantId) {
      const question = { certificateNumber, ...(applicantId === undefined ? {} : { accountId: applicantId }) };
      return (await ask(settings, '/v1/organizer-queries', question, organizerAnswer)).record ?? undefined;
    },
    async domain(domain, certificateNumber) {
      const question = { domain, certificateNumber };
      return (await ask(settings, '/v1/domain-queries', question, domainAnswer)).record ?? undefined;
    },
  };
}

async function ask<T>(
  { baseUrl, sign, ids, timeoutSeconds }: RecordServiceSettings,
  path: string,
  question: unknown,
  schema: z.ZodMiniType<T>,
): Promise<T> {
  const body = JSON.stringify(question);
  const { status, text } = await exchange(
    `${baseUrl}${path}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...sign({ id: ids.uuid(), body }) },
      body,
    },
    { port: PORT, timeoutSeconds, maxBytes: MAX_BYTES },
  );
  if (status !== 200) throw new Failed(PORT, failureOf(status), `HTTP ${status}`);
  return parseJson(PORT, text, schema);
}
