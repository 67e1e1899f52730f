import type { IncomingMessage } from 'node:http';
import { listen, type Running, readBody } from 'loopback-server/http-server.ts';
import { Webhook } from 'standardwebhooks';
import type { World } from 'tencent-stand-in/world.ts';
import * as z from 'zod/mini';
import { jsonOf } from './json-of.ts';

const recordQuery = z.strictObject({
  certificateNumber: z.string(),
  accountId: z.optional(z.string()),
  domains: z.array(z.string()).check(z.maxLength(10)),
});

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
    const query = recordQuery.safeParse(jsonOf(body.toString('utf8')));
    if (request.url !== '/v1/record-queries' || !query.success) return void reply(422, { error: { code: 'content' } });
    reply(200, recordsFor(world, query.data));
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

type RecordQuery = z.output<typeof recordQuery>;

const recordsFor = (world: World, query: RecordQuery) => ({
  organizer: organizerRecord(world, query),
  domains: Object.fromEntries(query.domains.map((domain) => [domain, domainRecord(world, domain, query)])),
});

function organizerRecord(world: World, { certificateNumber, accountId }: RecordQuery) {
  const found = world.organizerRecord(certificateNumber);
  if (!found) return null;
  const { number, websites, filedHere } = found;
  // Somebody who has not signed in has no account; to him it is another's.
  const isNobodys = filedHere === 'this-account' && accountId === undefined;
  return { number, websites, filedHere: isNobodys ? 'other-account' : filedHere };
}

function domainRecord(world: World, domain: string, { certificateNumber }: RecordQuery) {
  const found = world.domainRecord(domain);
  if (!found) return null;
  const { number, connectedHere } = found;
  return { number, connectedHere, sameOrganizer: found.certificateNumber === certificateNumber };
}
