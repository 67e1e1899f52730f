import { listen, type Running, readBody } from 'loopback-server/http-server.ts';
import { createVerifier } from 'loopback-server/signed-request.ts';
import * as z from 'zod/mini';

const recordQuery = z.strictObject({
  certificateNumber: z.string(),
  accountId: z.optional(z.string()),
  domains: z.array(z.string()).check(z.maxLength(10)),
});
type RecordQuery = z.output<typeof recordQuery>;
const detailsQuery = z.strictObject({ certificateNumber: z.string(), accountId: z.string() });

const MAX_BODY_BYTES = 16 * 1024;

interface OrganizerRecord {
  /** 主体备案号. */
  readonly number: string;
  readonly filedHere: 'this-account' | 'other-account' | 'no';
  /** Number of its websites with records. */
  readonly websites: number;
}

interface DomainRecord {
  /** 网站备案号. */
  readonly number: string;
  /** The certificate of the organizer that filed it. */
  readonly certificateNumber: string;
  readonly connectedHere: boolean;
}

/** A whole record that may be claimed, as `RecordDetails` of the interface has it. */
export interface ClaimableRecord {
  readonly number: string;
  readonly certificateNumber: string;
  readonly [name: string]: unknown;
}

/** The records of an access provider; undefined for unknown ones. */
export interface Records {
  /** Left out by a provider that tells of none: the path is unknown then. */
  readonly claimableRecord?: (certificateNumber: string) => ClaimableRecord | undefined;
  organizerRecord(certificateNumber: string): OrganizerRecord | undefined;
  domainRecord(domain: string): DomainRecord | undefined;
}

/**
 * Starts the provider's record service as described in `docs/record-service.openapi.yaml`, over the given records.
 *
 * @param settings port 0 takes any free port; `secret`, `whsec_…`, verifies requests.
 */
export async function startRecordService(settings: {
  readonly port: number;
  readonly secret: string;
  readonly records: Records;
}): Promise<Running> {
  const { port, secret, records } = settings;
  const isBelieved = createVerifier(secret, () => true);
  const { claimableRecord } = records;
  return listen(port, async (request, response) => {
    const reply = (status: number, content: unknown) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    const body = await readBody(request, MAX_BODY_BYTES);
    if (!body || !isBelieved(request, body)) return reply(401, { error: { code: 'signature' } });
    const asked = jsonIn(body);
    const [query, details] = [recordQuery.safeParse(asked).data, detailsQuery.safeParse(asked).data];
    if (request.url === '/v1/record-details' && !claimableRecord) return reply(404, { error: { code: 'path' } });
    if (request.url === '/v1/record-details' && details)
      return reply(200, { record: claimableRecord?.(details.certificateNumber) ?? null });
    if (request.url === '/v1/record-queries' && query) return reply(200, recordsFor(records, query));
    reply(422, { error: { code: 'content' } });
  });
}

/** Undefined for text that isn't JSON. */
function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}

const recordsFor = (records: Records, { certificateNumber, accountId, domains }: RecordQuery) => ({
  organizer: organizerFor(records.organizerRecord(certificateNumber), accountId),
  domains: Object.fromEntries(domains.map((name) => [name, domainFor(records.domainRecord(name), certificateNumber)])),
});

function organizerFor(found: OrganizerRecord | undefined, accountId: string | undefined) {
  if (!found) return null;
  const { number, websites, filedHere } = found;
  // Without a session there is no account: every filing is another account's.
  const isAnonymous = filedHere === 'this-account' && accountId === undefined;
  return { number, websites, filedHere: isAnonymous ? 'other-account' : filedHere };
}

function domainFor(found: DomainRecord | undefined, asked: string) {
  if (!found) return null;
  const { number, connectedHere, certificateNumber } = found;
  return { number, connectedHere, sameOrganizer: certificateNumber === asked };
}
