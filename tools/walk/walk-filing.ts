import type { Progress } from '../../client/calls/messages.ts';
import type { Organizer, Person, WebsiteDetails } from '../../shared/domain/filing/filing.ts';
import type { DocumentKind, DocumentSubject } from '../../shared/domain/media/document.ts';
import { placeOfAddress } from './address.ts';
import type { Filer } from './filer.ts';
import { passLiveness, type Step, submit, uploadMaterials } from './hand-in.ts';
import type { Papers } from './papers.ts';

export interface WalkOptions {
  readonly papers: Papers;
  /** One-time code of `wx.login`. */
  readonly loginCode: string;
  readonly consentTextVersion: string;
  /** Lets the desk return the first round, then corrects the flagged fields and submits again. */
  readonly withReturn?: boolean;
  /** Called after each step. `detail` holds nothing personal. */
  readonly onStep?: (step: string, detail: string) => void;
}

/** Text in a website's remark that makes the laptop's staff return the first round. */
export const PLEASE_RETURN = '请退回';
export const REVIEW_TIMEOUT_MS = 300_000;

type ReadValues = Readonly<Record<string, string>>;

/**
 * Walks one filing from the eligibility check to the filing number, as a person with a client would. @throws Refusal
 */
export async function walkFiling(
  filer: Filer,
  options: WalkOptions,
): Promise<Progress & { readonly filingId: string }> {
  const { filingId, websiteId, details } = await walkToSubmission(filer, options);
  const ended = await review(filer, filingId, websiteId, details, options.onStep ?? (() => {}));
  return { ...ended, filingId };
}

/** The same way until the filing is submitted. @throws Refusal */
export async function walkToSubmission(filer: Filer, options: WalkOptions) {
  const { papers, consentTextVersion } = options;
  const { kind, domain } = papers;
  const step = options.onStep ?? (() => {});
  await filer.signIn(options.loginCode);
  step('登录', '微信会话已建立');

  await filer.giveConsent(consentTextVersion);
  const first = await readFirstCertificate(filer, papers, step);
  const { ticket, filingType } = await filer.checkEligibility(inputFrom(papers, first.values));
  step('验证备案类型', filingType);
  const { filingId, websites } = await filer.openFiling(ticket, consentTextVersion, [first.documentId]);
  const websiteId = websites[0]?.websiteId ?? '';
  step('发起备案', filingId);

  const read = await readCertificates(filer, filingId, papers, first.values, step);
  const organizer = organizerFrom(papers, read);
  const principal = principalFrom(papers, read);
  const details = {
    ...papers.answers.website,
    remark: papers.answers.website.remark + (options.withReturn ? PLEASE_RETURN : ''),
  };
  await filer.saveOrganizer(filingId, organizer);
  await filer.savePrincipal(filingId, principal);
  step('主体信息', '读取的内容已填入表单');
  await filer.saveWebsite(filingId, websiteId, details);
  if (kind === 'enterprise') await filer.saveSiteOwner(filingId, websiteId, principal);
  step('网站信息', domain);

  await passLiveness(filer, filingId, websiteId, options, step);
  await uploadMaterials(filer, filingId, papers, step);
  await submit(filer, filingId, step);
  return { filingId, websiteId, details };
}

/** One certificate to upload. */
interface Certificate {
  readonly kind: DocumentKind;
  readonly subject: DocumentSubject;
  readonly bytes: Buffer;
  readonly by: 'post' | 'put';
}

async function readCertificate(
  filer: Filer,
  filingId: string | undefined,
  { kind, subject, bytes, by }: Certificate,
  step: Step,
) {
  const document = await filer.uploadPaper(filingId, kind, subject, bytes, by);
  const shown = Object.entries(document.fields ?? {}).map(([name, { text }]) => `${name} ${text}`);
  step('识别证件', `${kind}：${shown.slice(0, 3).join('，')}`);
  return { documentId: document.documentId, values: await filer.readValues(document) };
}

const frontOf = ({ idFront }: Papers): Certificate => ({
  kind: 'id-front',
  subject: 'principal',
  bytes: idFront,
  by: 'put',
});

/** The certificate that bears the organizer's number, before there is a filing. */
const readFirstCertificate = (filer: Filer, papers: Papers, step: Step) =>
  readCertificate(
    filer,
    undefined,
    papers.licence
      ? { kind: 'business-licence', subject: 'organizer', bytes: papers.licence, by: 'post' }
      : frontOf(papers),
    step,
  );

/** The six inputs: the number as the certificate bears it. */
function inputFrom({ kind, region, certificateNumber, domain, cloudService }: Papers, read: ReadValues) {
  const certificateType = kind === 'enterprise' ? 'business-licence' : 'id-card';
  const number = read.creditCode ?? read.idNumber ?? certificateNumber;
  return { region, organizerKind: kind, certificateType, certificateNumber: number, domain, cloudService } as const;
}

/** The other certificates, in the filing. @param first what was read before */
async function readCertificates(filer: Filer, filingId: string, papers: Papers, first: ReadValues, step: Step) {
  const idBack = { kind: 'id-back', subject: 'principal', bytes: papers.idBack, by: 'post' } as const;
  const front = papers.licence ? (await readCertificate(filer, filingId, frontOf(papers), step)).values : first;
  const { values: back } = await readCertificate(filer, filingId, idBack, step);
  return { licence: papers.licence ? first : {}, front, back };
}

type Read = Awaited<ReturnType<typeof readCertificates>>;

function organizerFrom({ kind, answers, region }: Papers, { licence, front }: Read): Organizer {
  const certificate = kind === 'enterprise' ? licence : front;
  const certificateAddress = certificate.address ?? answers.organizer.certificateAddress;
  return {
    ...answers.organizer,
    name: certificate.name ?? answers.organizer.name,
    certificateAddress,
    address: placeOfAddress(certificateAddress, region) ?? answers.organizer.address,
    ...(kind === 'enterprise' && {
      legalRepresentative: licence.legalRepresentative ?? answers.organizer.legalRepresentative,
    }),
  };
}

function principalFrom({ answers }: Papers, { front, back }: Read): Person {
  return {
    ...answers.principal,
    name: front.name ?? answers.principal.name,
    idNumber: front.idNumber ?? answers.principal.idNumber,
    idValidFrom: back.validFrom ?? answers.principal.idValidFrom,
    idValidTo: back.validTo ?? answers.principal.idValidTo,
  };
}

/** Tells each state that the review leads to. */
export const reportTo =
  (step: Step) =>
  ({ stateLabel, state }: Progress): void => {
    if (state !== 'submitted') step('审核', stateLabel);
  };

/** Waits for the end; corrects the flagged fields of a returned filing and submits again. */
async function review(
  filer: Filer,
  filingId: string,
  websiteId: string,
  details: WebsiteDetails,
  step: Step,
): Promise<Progress> {
  const report = reportTo(step);
  const progress = await filer.untilState(
    filingId,
    ['approved', 'returned', 'authority-returned'],
    REVIEW_TIMEOUT_MS,
    report,
  );
  if (progress.state === 'approved') return progress;
  for (const { field, reason, suggestion } of progress.flagged)
    step('退回原因', `${field}：${reason} ${suggestion ?? ''}`);
  await filer.saveWebsite(filingId, websiteId, { ...details, remark: details.remark.replace(PLEASE_RETURN, '') });
  step('修改', '只修改被退回的内容');
  await submit(filer, filingId, step);
  return filer.untilState(filingId, ['approved'], REVIEW_TIMEOUT_MS, report);
}
