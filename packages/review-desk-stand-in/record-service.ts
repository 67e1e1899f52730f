import { listen, type Running, readBody } from 'loopback-server/http-server.ts';
import * as z from 'zod/mini';
import { createVerifier } from './signed-request.ts';

const recordQuery = z.strictObject({
  certificateNumber: z.string(),
  accountId: z.optional(z.string()),
  domains: z.array(z.string()).check(z.maxLength(10)),
});

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
  /** Of the organizer that filed it. */
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

export interface RecordServiceSettings {
  /** 0 takes any free port. */
  readonly port: number;
  /** `whsec_…`; verifies requests. */
  readonly secret: string;
  readonly records: Records;
}

/** Starts the provider's record service as described in `docs/record-service.openapi.yaml`, over the given records. */
export async function startRecordService({ port, secret, records }: RecordServiceSettings): Promise<Running> {
  const isBelieved = createVerifier(secret, () => true);

  return listen(port, async (request, response) => {
    const reply = (status: number, content: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    const body = await readBody(request, MAX_BODY_BYTES);
    if (!body || !isBelieved(request, body)) return void reply(401, { error: { code: 'signature' } });
    if (request.url === '/v1/record-details' && records.claimableRecord) {
      const asked = detailsQuery.safeParse(jsonIn(body));
      if (!asked.success) return void reply(422, { error: { code: 'content' } });
      return void reply(200, { record: records.claimableRecord(asked.data.certificateNumber) ?? null });
    }
    if (request.url === '/v1/record-details') return void reply(404, { error: { code: 'path' } });
    const query = recordQuery.safeParse(jsonIn(body));
    if (request.url !== '/v1/record-queries' || !query.success) return void reply(422, { error: { code: 'content' } });
    reply(200, recordsFor(records, query.data));
  });
}

/** Undefined for text that isn't JSON. */
function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

type RecordQuery = z.output<typeof recordQuery>;

const recordsFor = (records: Records, query: RecordQuery) => ({
  organizer: organizerAnswer(records, query),
  domains: Object.fromEntries(query.domains.map((domain) => [domain, domainAnswer(records, domain, query)])),
});

function organizerAnswer(records: Records, { certificateNumber, accountId }: RecordQuery) {
  const found = records.organizerRecord(certificateNumber);
  if (!found) return null;
  const { number, websites, filedHere } = found;
  // Without a session there is no account: every filing is another account's.
  const isAnonymous = filedHere === 'this-account' && accountId === undefined;
  return { number, websites, filedHere: isAnonymous ? 'other-account' : filedHere };
}

function domainAnswer(records: Records, domain: string, { certificateNumber }: RecordQuery) {
  const found = records.domainRecord(domain);
  if (!found) return null;
  const { number, connectedHere } = found;
  return { number, connectedHere, sameOrganizer: found.certificateNumber === certificateNumber };
}
