import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOcrEngine, type OcrEngine } from 'engines/ocr/engine.ts';
import type { Reading } from 'engines/ocr/reading.ts';
import { ENTERPRISE, SAMPLE_SERVER } from 'specimens/people.ts';
import { PROVINCES } from '../../contracts/data/provinces.ts';
import type { Finding } from '../../contracts/kit/finding.ts';
import { unreadFinding } from '../../functions/ocr/picture-findings.ts';
import { grantUpload } from '../../functions/upload/grant-upload.ts';
import * as providers from '../../functions/upload/ports.ts';
import { showDocument } from '../../functions/upload/show-document.ts';
import { DIVISIONS } from '../../local/divisions.ts';
import { startLaptop } from '../../local/laptop.ts';
import { type PortsOf, resolvePorts } from '../../platform/edge/ports.ts';
import { database } from '../../shared/compose/database.ts';
import type { EligibilityInput } from '../../shared/domain/filing/filing.ts';
import type { ReadableKind } from '../../shared/domain/media/document.ts';
import type { OfferedField } from '../../shared/domain/media/evidence.ts';
import { accounts } from '../../tools/service-ports.ts';
import { inTemporaryDir } from '../../tools/temporary-laptop.ts';
import { useEnvironmentOf } from '../filled-filing.ts';

type Ports = PortsOf<typeof providers>;

/** A picture that somebody uploads to a new filing of an enterprise. */
export interface Upload {
  /** JPEG or PNG. */
  readonly file: Buffer;
  readonly kind: ReadableKind;
  /** What they typed before they took the picture; the default is the specimen's. */
  readonly typed?: Partial<Pick<EligibilityInput, 'region' | 'certificateNumber'>>;
}

/** What they see of it. */
export interface Shown {
  readonly state: 'ready' | 'refused';
  readonly findings: readonly Finding[];
  /** The values that the form offers, in clear. */
  readonly fields: Readonly<Record<string, OfferedField>>;
  /** What the engine behind the vendor's stand-in read in the cleaned picture; undefined for a refused one. */
  readonly engine: Reading | undefined;
}

/** A company as the stand-in's register knows it. */
export interface RegisteredCompany {
  readonly creditCode: string;
  readonly name: string;
  readonly legalRepresentative: string;
}

/** The whole way of a certificate, from the permit to the values in the form. */
export interface ProductPath {
  /** Uploads a picture, and waits until it is settled. Any number of them may be on their way. */
  show(upload: Upload): Promise<Shown>;
}

/** What somebody types before they take a picture of a certificate with these printed values. */
export function typedBefore(
  kind: ReadableKind,
  printed: Readonly<Record<string, string>>,
): NonNullable<Upload['typed']> {
  const { creditCode, address = '' } = printed;
  if (kind !== 'business-licence' || !creditCode) return {};
  const region = PROVINCES.find(({ name }) => address.startsWith(name))?.code;
  return { certificateNumber: creditCode, ...(region && { region }) };
}

/** The company of a licence with these printed values, as the commercial register knows it. */
export function companyOf(kind: string, printed: Readonly<Record<string, string>>): readonly RegisteredCompany[] {
  const { creditCode, name, legalRepresentative } = printed;
  const isLicence = kind === 'business-licence' && creditCode && name && legalRepresentative;
  return isLicence ? [{ creditCode, name, legalRepresentative }] : [];
}

/** Does `work` with each item. Two are on their way at any time: one is read, the other one drawn and stored. */
export async function twoAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const next = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all([next(), next()]);
}

const MAX_CLEAN_BYTES = 16 * 1024 * 1024;
/** A document of this age is not settled by its event any more. */
const WAIT_SECONDS = 120;

/**
 * Starts a laptop whose commercial register knows these companies, and lets `work` upload pictures: permit, object
 * store, intake, Cloud API, adapter and form values are those of the product.
 */
export const withProductPath = <T>(
  companies: readonly RegisteredCompany[],
  work: (path: ProductPath) => Promise<T>,
): Promise<T> =>
  inTemporaryDir(async (dir) => {
    writeRegister(dir, companies);
    const engine = rememberingEngine();
    const laptop = await startLaptop({
      port: 0,
      dir,
      log: () => {},
      review: 'manual',
      ocrEngine: engine,
      variables: { COMPANY_CHECK: 'on', ...UNLIMITED },
    });
    try {
      laptop.timers.stop();
      useEnvironmentOf(laptop);
      const ports = await resolvePorts(providers);
      return await work({ show: (upload) => answered(upload, ports, engine) });
    } finally {
      await (await database()).close();
      await laptop.stop();
    }
  });

/** Hundreds of pictures a day are many for one service. */
const UNLIMITED = {
  PAID_CALLS_PER_DAY: 'ocr=100000,faces=100000,liveness=100000,company-register=100000,sms=100000',
};

function writeRegister(dir: string, known: readonly RegisteredCompany[]): void {
  const companies = known.map((company) => ({ ...company, idNumber: '', foundedOn: '2020-01-01' }));
  mkdirSync(join(dir, 'world'), { recursive: true });
  writeFileSync(join(dir, 'world', 'world.json'), JSON.stringify({ companies }));
}

/** An engine that remembers what it read, by the SHA-256 of the picture. */
function rememberingEngine(): OcrEngine & { readonly readingOf: (picture: Buffer) => Reading | undefined } {
  const engine = createOcrEngine({ divisions: DIVISIONS });
  const readings = new Map<string, Reading>();
  const keyOf = (picture: Buffer) => createHash('sha256').update(picture).digest('hex');
  return {
    async read(picture, expected) {
      const reading = await engine.read(picture, expected);
      readings.set(keyOf(picture), reading);
      return reading;
    },
    close: () => engine.close(),
    readingOf: (picture) => readings.get(keyOf(picture)),
  };
}

/** On a busy machine a reading may take longer than a call to the vendor may: the person uploads the picture again. */
const MAX_UPLOADS = 5;

async function answered(upload: Upload, ports: Ports, engine: ReturnType<typeof rememberingEngine>): Promise<Shown> {
  for (let uploads = 1; ; uploads += 1) {
    const shown = await show(upload, ports, engine);
    if (!isUnanswered(shown) || uploads === MAX_UPLOADS) return shown;
  }
}

/** Whether the vendor gave no answer in time, so that the picture says nothing about the engine. */
export const isUnanswered = ({ findings }: Shown): boolean =>
  findings.some(({ message }) => message === unreadFinding('no-answer').message);

async function show(
  { file, kind, typed = {} }: Upload,
  ports: Ports,
  engine: ReturnType<typeof rememberingEngine>,
): Promise<Shown> {
  const { applicantId, filingId } = await openFiling(typed, ports);
  const subject = kind === 'business-licence' ? 'organizer' : 'principal';
  const contentType = file[0] === 0x89 ? 'image/png' : 'image/jpeg';
  const body = { filingId, kind, subject, contentType, bytes: file.length } as const;
  const command = { applicantId, body };
  await grantUpload.prepare(command, ports);
  const { documentId, put } = await grantUpload.commit(command, undefined, ports);
  const { ok, status } = await fetch(put.url, { method: 'PUT', headers: put.headers, body: new Uint8Array(file) });
  if (!ok) throw new Error(`the object store replied ${status}`);
  const { state, findings, view } = await showDocument({ applicantId, documentId, wait: WAIT_SECONDS }, ports);
  if (state !== 'ready' && state !== 'refused') throw new Error(`a document is still ${state}`);
  const shown = view ? ((await (await fetch(view.url)).json()) as Pick<Shown, 'fields'>) : { fields: {} };
  const { cleanKey } = await ports.documents.findOwn(documentId, applicantId);
  const clean =
    state === 'ready' && cleanKey && (await ports.objectStore.read(cleanKey, { maxBytes: MAX_CLEAN_BYTES }));
  return { state, findings, fields: shown.fields, engine: clean ? engine.readingOf(clean) : undefined };
}

/** A filing of its own for each picture: budgets and limits are those of one person. */
async function openFiling(typed: NonNullable<Upload['typed']>, { filings, consents }: Ports) {
  const { accountId: applicantId } = await (await accounts()).signIn(randomUUID());
  await consents.give(applicantId, '2026-11');
  const filingId = randomUUID();
  const eligibility: EligibilityInput = {
    region: ENTERPRISE.region,
    organizerKind: 'enterprise',
    certificateType: 'business-licence',
    certificateNumber: ENTERPRISE.licence.creditCode,
    domain: ENTERPRISE.domain,
    cloudService: SAMPLE_SERVER,
    ...typed,
  };
  const websites = [{ id: randomUUID(), domain: ENTERPRISE.domain, cloudService: SAMPLE_SERVER }];
  await filings.create({ id: filingId, applicantId, filingType: 'first', contents: { eligibility, websites } });
  return { applicantId, filingId };
}
