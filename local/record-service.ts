import type { IncomingMessage } from 'node:http';
import { Webhook } from 'standardwebhooks';
import * as z from 'zod/mini';
import { listen, type Running, readBody } from './http-server.ts';
import { jsonOf } from './json-of.ts';
import type { World } from './world/world.ts';

const organizerQuery = z.strictObject({ certificateNumber: z.string(), accountId: z.optional(z.string()) });
const domainQuery = z.strictObject({ domain: z.string(), certificateNumber: z.string() });

const MAX_BODY_BYTES = 16 * 1024;

export interface RecordServiceSettings {
  /** 0 takes any free port. */
  readonly port: number;
  /** `whsec_…`; verifies questions. */
  readonly secret: string;
  readonly world: World;
}

/** Starts the provider's record service that `docs/record-service.openapi.yaml` describes, over the world's records. */
export async function startRecordService({ port, secret, world }: RecordServiceSettings): Promise<Running> {
  const verifier = new Webhook(secret);

  return listen(port, async (request, response) => {
    const reply = (status: number, content: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    const body = await readBody(request, MAX_BODY_BYTES);
    if (!body || !isSigned(verifier, request, body)) return void reply(401, { error: { code: 'signature' } });
    const record = recordFor(world, request.url ?? '', body);
    if (record === undefined) return void reply(422, { error: { code: 'content' } });
    reply(200, { record });
  });
}

function isSigned(verifier: Webhook, request: IncomingMessage, body: Buffer): boolean {
  try {
    verifier.verify(body, request.headers as Record<string, string>, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

/** Null: there is none. Undefined: no such question. */
function recordFor(world: World, path: string, body: Buffer) {
  const content = jsonOf(body.toString('utf8'));
  if (path === '/v1/organizer-queries') {
    const query = organizerQuery.safeParse(content);
    return query.success ? organizerRecord(world, query.data) : undefined;
  }
  const query = domainQuery.safeParse(content);
  return path === '/v1/domain-queries' && query.success ? domainRecord(world, query.data) : undefined;
}

function organizerRecord(world: World, { certificateNumber, accountId }: z.output<typeof organizerQuery>) {
  const found = world.organizerRecord(certificateNumber);
  if (!found) return null;
  const { number, websites, filedHere } = found;
  // Somebody who has not signed in has no account; to him it is another's.
  const isNobodys = filedHere === 'this-account' && accountId === undefined;
  return { number, websites, filedHere: isNobodys ? 'other-account' : filedHere };
}

function domainRecord(world: World, { domain, certificateNumber }: z.output<typeof domainQuery>) {
  const found = world.domainRecord(domain);
  if (!found) return null;
  const { number, connectedHere } = found;
  return { number, connectedHere, sameOrganizer: found.certificateNumber === certificateNumber };
}
