import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { domainToASCII } from 'node:url';
import * as z from 'zod/mini';
import { LAPTOP_ACCOUNT } from './credentials.ts';
import sample from './world.json' with { type: 'json' };

const days = z.int();
const accountUin = z._default(z.string(), LAPTOP_ACCOUNT.uin);

const domainEntry = z.strictObject({
  name: z.string(),
  /** 域名所有者. */
  owner: z.string(),
  ownerKind: z.enum(['enterprise', 'individual']),
  /** Codes of the Cloud API, domain 2018-08-08, RealNameAuditStatus. */
  realName: z.enum(['NotUpload', 'InAudit', 'Approved', 'Reject', 'NoAudit']),
  /** Cloud account that holds it. */
  uin: accountUin,
  /** Where it is registered: in the sample account, or with another registrar, visible only in public registries. */
  registered: z._default(z.enum(['account', 'elsewhere']), 'account'),
  /** In the account a code of the Cloud API, domain 2018-08-08, RegistrarType; elsewhere the registries' name. */
  registrar: z.string(),
  /** EPP status codes. */
  statuses: z._default(z.array(z.string()), ['ok']),
  registeredDaysAgo: days,
  /** Negative: expired. */
  expiresInDays: days,
});

const server = z.strictObject({
  product: z.enum(['cvm', 'lighthouse', 'clb']),
  /** Cloud account that holds it. */
  uin: accountUin,
  id: z.string(),
  name: z.string(),
  region: z.string(),
  zone: z.string(),
  chargeType: z.enum(['PREPAID', 'POSTPAID_BY_HOUR']),
  publicIps: z.array(z.ipv4()),
  state: z._default(z.enum(['running', 'stopped', 'isolated']), 'running'),
  createdDaysAgo: days,
  /** Null for pay-as-you-go. */
  expiresInDays: z.nullable(days),
});

const organizerRecord = z.strictObject({
  certificateNumber: z.string(),
  name: z.string(),
  /** 主体备案号. */
  number: z.string(),
  filedHere: z.enum(['this-account', 'other-account', 'no']),
  websites: z.int().check(z.nonnegative()),
});

const domainRecord = z.strictObject({
  domain: z.string(),
  /** 网站备案号. */
  number: z.string(),
  /** Certificate number of the organizer that filed it. */
  certificateNumber: z.string(),
  connectedHere: z.boolean(),
});

/** A company in the commercial register. */
const company = z.strictObject({
  creditCode: z.string(),
  name: z.string(),
  legalRepresentative: z.string(),
  /** The number of the legal representative's certificate. */
  idNumber: z.string(),
  /** VerifyBizLicenseEnterprise4: 1 in business, 2 moved, 3 cancelled, 4 revoked, 5 to 7 ended otherwise, 0 other. */
  status: z._default(z.enum(['0', '1', '2', '3', '4', '5', '6', '7']), '1'),
  foundedOn: z.iso.date(),
});

const role = z.strictObject({
  arn: z.string(),
  uin: z.string(),
  /** Whether its owner left the ExternalId out of its trust policy. */
  open: z._default(z.boolean(), false),
});

const worldFile = z.strictObject({
  domains: z._default(z.array(domainEntry), []),
  servers: z._default(z.array(server), []),
  organizers: z._default(z.array(organizerRecord), []),
  filedDomains: z._default(z.array(domainRecord), []),
  /** Roles in customers' cloud accounts that trust the operator's. */
  roles: z._default(z.array(role), []),
  people: z._default(z.array(z.strictObject({ name: z.string(), idNumber: z.string() })), []),
  companies: z._default(z.array(company), []),
});

/** A registered domain, dated from the start of the stand-in. */
export type WorldDomain = Dated<z.output<typeof domainEntry>, 'registeredDaysAgo'> & { readonly expiresAt: Date };

/** A server or load balancer of the sample account, dated from the start of the stand-in. `expiresAt` is null for pay-as-you-go. */
export type WorldServer = Dated<z.output<typeof server>, 'createdDaysAgo'> & { readonly expiresAt: Date | null };

/** An organizer that the record service knows. */
export type WorldOrganizerRecord = Readonly<z.output<typeof organizerRecord>>;

/** A filed domain that the record service knows. */
export type WorldDomainRecord = Readonly<z.output<typeof domainRecord>>;

/** A company that the commercial register knows. */
export type WorldCompany = Readonly<z.output<typeof company>>;

type Dated<T, Ago extends keyof T> = Readonly<Omit<T, Ago>> & { readonly createdAt: Date };

/** The authority's result for a name and an ID number: the same person, another name, or an unknown number. */
export type Identity = 'matches' | 'name-differs' | 'unknown';

/** The laptop's sample world: the account's resources, existing records, and the people whom the authority knows. */
export interface World {
  /** Domains of a cloud account; the default is the operator's. */
  domains(uin?: string): readonly WorldDomain[];
  /** Any domain as in a public registry; by its ASCII name. */
  registeredDomain(name: string): WorldDomain | undefined;
  /** Servers of a cloud account in a region; the default is the operator's. */
  servers(product: WorldServer['product'], region: string | undefined, uin?: string): readonly WorldServer[];
  /** A customer's role, and the account that it gives access to. */
  role(arn: string): { readonly uin: string; readonly open: boolean } | undefined;
  organizerRecord(certificateNumber: string): WorldOrganizerRecord | undefined;
  domainRecord(domain: string): WorldDomainRecord | undefined;
  /** By credit code, or else by name. */
  company(creditCode: string, name: string): WorldCompany | undefined;
  identity(idNumber: string, name: string): Promise<Identity>;
  /**
   * Adds the portrait of a card that the laptop's own OCR has read to the authority's register, so that a user's own
   * card works. A number of the sample has its sample name only; for any other number the register accepts every card.
   */
  rememberPortrait(idNumber: string, name: string, portraitJpeg: Buffer): Promise<void>;
  /** The newest portrait of exactly this person; undefined when there is none. */
  portraitOf(idNumber: string, name: string): Promise<Buffer | undefined>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Opens the world: the bundled sample, and optionally `<dir>/world.json` of the same shape for the user's own domains
 * and servers.
 *
 * All dates in these files are days from today, so that they never expire. Portraits are stored in `<dir>/register/`
 * under digests of number and name.
 *
 * @param now only tests set it.
 * @throws $ZodError when a file doesn't have the shape; it names the field.
 */
export async function createWorld({ dir, now = () => new Date() }: { dir: string; now?: () => Date }): Promise<World> {
  const own = worldFile.parse(JSON.parse((await readIfThere(join(dir, 'world.json')))?.toString('utf8') ?? '{}'));
  const bundled = worldFile.parse(sample);
  // Own entries come first: they override sample entries of the same name.
  const domains = [...own.domains, ...bundled.domains];
  const servers = [...own.servers, ...bundled.servers];
  const organizers = [...own.organizers, ...bundled.organizers];
  const filedDomains = [...own.filedDomains, ...bundled.filedDomains];
  const roles = [...own.roles, ...bundled.roles];
  const companies = [...own.companies, ...bundled.companies];
  const people = new Map([...bundled.people, ...own.people].map((person) => [person.idNumber, person.name]));

  // What the account has keeps its dates: two answers are equal.
  const begunMs = now().getTime();
  const inDays = (count: number) => new Date(begunMs + count * DAY_MS);
  const folderOf = (idNumber: string) => join(dir, 'register', digest(idNumber.toUpperCase()));
  const portraitFile = (idNumber: string, name: string) => join(folderOf(idNumber), `${digest(name)}.jpg`);

  const dated = ({ registeredDaysAgo, ...domain }: z.output<typeof domainEntry>): WorldDomain => ({
    ...domain,
    createdAt: inDays(-registeredDaysAgo),
    expiresAt: inDays(domain.expiresInDays),
  });

  return {
    domains: (uin = LAPTOP_ACCOUNT.uin) =>
      domains.filter((domain) => domain.registered === 'account' && domain.uin === uin).map(dated),

    registeredDomain: (name) => {
      const found = domains.find((domain) => domainToASCII(domain.name) === domainToASCII(name));
      return found && dated(found);
    },

    role: (arn) => roles.find((role) => role.arn === arn),

    servers: (product, region, uin = LAPTOP_ACCOUNT.uin) =>
      servers
        .filter((server) => server.product === product && server.region === region && server.uin === uin)
        .map(({ createdDaysAgo, ...server }) => ({
          ...server,
          createdAt: inDays(-createdDaysAgo),
          expiresAt: server.expiresInDays === null ? null : inDays(server.expiresInDays),
        })),

    organizerRecord: (certificateNumber) =>
      organizers.find((record) => record.certificateNumber === certificateNumber.toUpperCase()),

    domainRecord: (name) => filedDomains.find((record) => record.domain === name),

    company: (creditCode, name) =>
      companies.find((company) => company.creditCode === creditCode) ??
      companies.find((company) => company.name === name),

    async identity(idNumber, name) {
      const known = people.get(idNumber.toUpperCase());
      if (known !== undefined) return known === name ? 'matches' : 'name-differs';
      if (await isThere(portraitFile(idNumber, name))) return 'matches';
      return (await isThere(folderOf(idNumber))) ? 'name-differs' : 'unknown';
    },

    async rememberPortrait(idNumber, name, portraitJpeg) {
      const known = people.get(idNumber.toUpperCase());
      if (known !== undefined && known !== name) return;
      const file = portraitFile(idNumber, name);
      await mkdir(folderOf(idNumber), { recursive: true });
      // Written under another name and renamed: a reader never sees half a picture.
      const fresh = `${file}.${randomUUID()}`;
      await writeFile(fresh, portraitJpeg);
      await rename(fresh, file);
    },

    portraitOf: (idNumber, name) => readIfThere(portraitFile(idNumber, name)),
  };
}

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
