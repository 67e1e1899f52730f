import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { ENTERPRISE } from 'specimens/people.ts';
import { drawPhoto } from 'specimens/person.ts';
import { eligibilityInputOf } from '../../local/web-config.ts';
import { objectStore } from '../../platform/compose/object-store.ts';
import { clock, ids } from '../../platform/compose/system.ts';
import { type PortsOf, resolvePorts } from '../../platform/edge/ports.ts';
import { filingCases } from '../../shared/compose/filing-cases.ts';
import { settings } from '../../shared/compose/settings.ts';
import type { CloudService, EligibilityInput, Filing } from '../../shared/domain/filing/filing.ts';
import { creditCodeProblem, organizationCodeIsSound } from '../../shared/domain/identity/credit-code.ts';
import type { Material } from '../../shared/domain/rules/materials/material-rule.ts';
import { materialsNeeded } from '../../shared/domain/rules/materials/materials-needed.ts';
import { accounts, consents, documents, filings, livenessChecks, seenMedia } from '../service-ports.ts';
import { again } from './again.ts';
import { type Plot, plotOf } from './plots.ts';

/** A fictional company with its own filing, ready for submission. */
export interface Applicant {
  readonly accountId: string;
  readonly filingId: string;
  readonly websiteId: string;
  readonly domain: string;
  /** The mobile of the principal, who is the site owner. */
  readonly mobile: string;
  readonly eligibility: EligibilityInput;
  /** Values that nobody else has. */
  readonly traces: readonly string[];
  readonly plot: Plot;
}

/** Every value of the form of `Applicant.traces` in a text. */
export const TRACES = /yunfan-chaos-\d+\.cn|91440300MAYC\w{6}|1382\d{7}|o\d{27}/g;

const NEEDS = {
  accounts,
  clock,
  consents,
  documents,
  filingCases,
  filings,
  ids,
  livenessChecks,
  objectStore,
  seenMedia,
  settings,
};
type Ports = PortsOf<typeof NEEDS>;

const NO_LIMIT = { grants: 10_000, bytes: Number.POSITIVE_INFINITY };
const PHOTO_TYPE = 'image/jpeg';
const REMARK = '介绍本公司的软件产品和技术服务，不涉及前置审批内容。';

const domainOf = (index: number): string => `yunfan-chaos-${index}.cn`;
const serverOf = (index: number): CloudService & { kind: 'resource' } => ({
  kind: 'resource',
  product: 'cvm',
  resourceId: `ins-c${String(index).padStart(7, '0')}`,
  region: 'ap-guangzhou',
});

/** Writes a domain and a server for each of the companies into the sample world. Called before the laptop starts. */
export function writeWorld(dir: string, count: number): void {
  const all = Array.from({ length: count }, (_, index) => index);
  const world = {
    domains: all.map((index) => ({
      name: domainOf(index),
      owner: ENTERPRISE.organizer.name,
      ownerKind: 'enterprise',
      realName: 'Approved',
      registrar: 'qcloud',
      registeredDaysAgo: 900,
      expiresInDays: 700,
    })),
    servers: all.map((index) => ({
      product: 'cvm',
      id: serverOf(index).resourceId,
      name: '官网',
      region: 'ap-guangzhou',
      zone: 'ap-guangzhou-6',
      chargeType: 'PREPAID',
      publicIps: [`203.0.113.${1 + (index % 250)}`],
      createdDaysAgo: 200,
      expiresInDays: 530,
    })),
  };
  mkdirSync(join(dir, 'world'), { recursive: true });
  writeFileSync(join(dir, 'world', 'world.json'), JSON.stringify(world));
}

/** Writes drafts with everything that a submission needs, as a person, intake, OCR and FaceID would leave them. */
export async function seedFilings(count: number, runId: string): Promise<readonly Applicant[]> {
  const ports = await resolvePorts(NEEDS);
  const codes = creditCodes(count);
  const photo = await sharp({ create: { width: 64, height: 40, channels: 3, background: '#8aa4c8' } })
    .jpeg()
    .toBuffer();
  const face = await drawPhoto();
  const applicants: Applicant[] = [];
  let needed: readonly Material[] | undefined;
  for (const [index, creditCode] of codes.entries()) {
    const openid = `o${`${runId}${index}`.padStart(27, '0')}`;
    const filing = await draft({ index, creditCode, openid }, ports);
    needed ??= materialsNeeded(await ports.filingCases.whole(filing, true));
    const websiteId = filing.contents.websites[0]?.id ?? '';
    const ofWebsite = `website:${websiteId}` as const;
    const papers = [
      ...needed.map(({ kind, subject }) => ({ kind, subject: subject.startsWith('website:') ? ofWebsite : subject })),
      { kind: 'liveness-photo', subject: ofWebsite } as const,
      { kind: 'liveness-video', subject: ofWebsite } as const,
    ];
    const keys = papers.map(() => `clean/materials/${ports.ids.secret()}`);
    // A later ID card counts if the face of the liveness check is on it.
    const pictureOf = (place: number) => (papers[place]?.kind === 'liveness-photo' ? face : photo);
    const write = (key: string, place: number) => ports.objectStore.write(key, pictureOf(place), PHOTO_TYPE);
    await Promise.all(keys.map((key, place) => again(() => write(key, place))));
    const documentIds: string[] = [];
    for (const [place, paper] of papers.entries()) {
      documentIds.push(await document(filing, paper, keys[place] ?? '', ports));
    }
    await passLiveness(filing, websiteId, documentIds.slice(-2), ports);
    applicants.push({
      accountId: filing.applicantId,
      filingId: filing.id,
      websiteId,
      domain: domainOf(index),
      mobile: filing.contents.principal?.mobile ?? '',
      eligibility: filing.contents.eligibility,
      traces: [openid, creditCode, domainOf(index), filing.contents.principal?.mobile ?? ''],
      plot: plotOf(index),
    });
  }
  return applicants;
}

async function draft(
  { index, creditCode, openid }: { readonly index: number; readonly creditCode: string; readonly openid: string },
  { accounts, consents, filings, ids, settings }: Ports,
): Promise<Filing> {
  const { accountId: applicantId } = await accounts.signIn(openid);
  await consents.give(applicantId, settings.consentTextVersion);
  const { organizer, website } = ENTERPRISE;
  const domain = domainOf(index);
  const cloudService = serverOf(index);
  // Everyone has their own number: an SMS to one must not look like a repetition to another.
  const principal = { ...ENTERPRISE.principal, mobile: `1382${String(2_230_000 + index).padStart(7, '0')}` };
  const details = { ...website, homeUrl: `www.${domain}`, remark: `${REMARK}${plotOf(index).wish ?? ''}` };
  const eligibility = { ...eligibilityInputOf(ENTERPRISE), certificateNumber: creditCode, domain, cloudService };
  const websites = [{ id: ids.uuid(), domain, cloudService, details, siteOwner: principal }];
  return filings.create({
    id: ids.uuid(),
    applicantId,
    filingType: 'first',
    contents: { eligibility, organizer, principal, websites },
  });
}

/** A document as intake leaves it. */
async function document(
  { id: filingId, applicantId }: Filing,
  { kind, subject }: Pick<Material, 'kind' | 'subject'>,
  cleanKey: string,
  { documents, ids }: Ports,
): Promise<string> {
  const id = ids.uuid();
  const incomingKey = `incoming/${kind}/${ids.secret()}`;
  const paper = { filingId, applicantId, kind, subject, contentType: PHOTO_TYPE, maxBytes: 100_000, incomingKey };
  await documents.create({ id, ...paper }, NO_LIMIT);
  await documents.change(id, 'waiting', { state: 'ready', cleanKey });
  return id;
}

async function passLiveness(
  filing: Filing,
  websiteId: string,
  [photoDocumentId = '', videoDocumentId = '']: readonly string[],
  { clock, documents, ids, livenessChecks, seenMedia: media, settings }: Ports,
): Promise<void> {
  const id = ids.uuid();
  const { name, idNumber } = ENTERPRISE.principal;
  const cards = (await documents.ofFiling(filing.id)).filter((document) => document.kind === 'id-front');
  // Longer than the time that the run skips before the last submission.
  const expiresAt = new Date(clock.now().getTime() + 72 * 60 * 60 * 1000);
  await livenessChecks.create(
    {
      id,
      filingId: filing.id,
      websiteId,
      person: { name, idNumber },
      state: 'open',
      reasons: [],
      consentTextVersion: settings.consentTextVersion,
      photoAccepted: true,
      matchedCards: cards.map((card) => card.id),
      challenge: { actions: ['open-mouth', 'close-eyes'] },
      photoDocumentId,
      videoDocumentId,
      expiresAt,
      createdAt: clock.now(),
    },
    5,
  );
  await media.rememberUse(id, filing.id, [{ kind: 'video', digest: randomBytes(32) }]);
  await livenessChecks.change(id, 'open', { state: 'passed', similarity: 96, expiresAt });
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CHECKS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Valid credit codes of organizations that don't exist: no code that begins with MAY has been issued. */
function creditCodes(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const organization = `MAYC${String(index).padStart(4, '0')}`;
    const sound = [...CHECKS].flatMap((check) => [...ALPHABET].map((last) => `91440300${organization}${check}${last}`));
    const code = sound.find((each) => creditCodeProblem(each) === undefined && organizationCodeIsSound(each));
    if (!code) throw new Error(`no check characters fit ${organization}`);
    return code;
  });
}
