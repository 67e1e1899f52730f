import type { Organizer, Person, WebsiteDetails } from '../../shared/domain/filing/filing.ts';
import { stops } from '../../shared/domain/finding.ts';
import type { DocumentKind, DocumentSubject } from '../../shared/domain/media/document.ts';
import { placeOfAddress } from './address.ts';
import { type Filer, type ProgressAnswer, Refusal } from './filer.ts';
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

/** Text in a website's remark that makes the laptop's review desk return the first round. */
const PLEASE_RETURN = '请退回';
const REVIEW_TIMEOUT_MS = 90_000;
/** Checks are opened until the challenge matches the given video; opening uses no attempt. */
const MAX_CHALLENGES = 20;

type ReadValues = Readonly<Record<string, string>>;

/**
 * Walks one filing from the eligibility check to the filing number, as a person with a client would. @throws Refusal
 */
export async function walkFiling(
  filer: Filer,
  options: WalkOptions,
): Promise<ProgressAnswer & { readonly filingId: string }> {
  const { papers, consentTextVersion } = options;
  const step = options.onStep ?? (() => {});
  await filer.signIn(options.loginCode);
  step('登录', '微信会话已建立');

  const { kind, region, certificateNumber, domain, cloudService } = papers;
  const certificateType = kind === 'enterprise' ? 'business-licence' : 'id-card';
  const input = { region, organizerKind: kind, certificateType, certificateNumber, domain, cloudService } as const;
  const { ticket, filingType } = await filer.checkEligibility(input);
  step('验证备案类型', filingType);
  const { filingId, websites } = await filer.openFiling(ticket, consentTextVersion);
  const websiteId = websites[0]?.websiteId ?? '';
  step('发起备案', filingId);

  const read = await readCertificates(filer, filingId, papers, step);
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
  const ended = await review(filer, filingId, websiteId, details, step);
  return { ...ended, filingId };
}

async function readCertificates(
  filer: Filer,
  filingId: string,
  papers: Papers,
  step: (step: string, detail: string) => void,
) {
  const read = async (kind: DocumentKind, subject: DocumentSubject, bytes: Buffer, by: 'post' | 'put') => {
    const document = await filer.upload(filingId, kind, subject, { bytes, contentType: 'image/jpeg' }, by);
    const shown = Object.entries(document.fields ?? {}).map(([name, { text }]) => `${name} ${text}`);
    step('识别证件', `${kind}：${shown.slice(0, 3).join('，')}`);
    return filer.readValues(document);
  };
  const licence: ReadValues = papers.licence ? await read('business-licence', 'organizer', papers.licence, 'post') : {};
  const front = await read('id-front', 'principal', papers.idFront, 'put');
  const back = await read('id-back', 'principal', papers.idBack, 'post');
  return { licence, front, back };
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

async function passLiveness(
  filer: Filer,
  filingId: string,
  websiteId: string,
  { papers, consentTextVersion }: WalkOptions,
  step: (step: string, detail: string) => void,
): Promise<void> {
  for (let opened = 0; opened < MAX_CHALLENGES; opened += 1) {
    const { checkId, challenge, photo, video } = await filer.openLiveness(filingId, websiteId, consentTextVersion);
    const actions = challenge.map(({ action }) => action);
    if (papers.videoActions && papers.videoActions.join() !== actions.join()) continue;
    await filer.uploadGranted(photo, papers.photo);
    await filer.uploadGranted(video, await papers.video(actions));
    const { state, similarity, reasons } = await filer.verifyLiveness(checkId);
    // On a busy machine the engine may time out; that uses no attempt.
    if (state === 'unanswered') continue;
    if (state !== 'passed') throw new Refusal('liveness.failed', reasons.map(({ advice }) => advice).join('\n'));
    step('视频核身', `${challenge.map(({ label }) => label).join('、')}，相似度 ${Math.round(similarity ?? 0)}`);
    return;
  }
  throw new Refusal('liveness.no-challenge', '没有得到与所给视频相符的动作指令');
}

async function uploadMaterials(
  filer: Filer,
  filingId: string,
  papers: Papers,
  step: (step: string, detail: string) => void,
) {
  const pictures: Partial<Record<DocumentKind, Buffer>> = {
    'commitment-letter': papers.letter,
    'handheld-photo': papers.handheld,
    'id-front': papers.idFront,
    'id-back': papers.idBack,
  };
  for (const { kind, label, subject, state } of await filer.materials(filingId)) {
    if (state === 'ready') continue;
    const bytes = pictures[kind];
    if (!bytes) throw new Refusal('materials.missing', `还需要上传：${label}`);
    await filer.upload(filingId, kind, subject, { bytes, contentType: 'image/jpeg' });
    step('上传材料', label);
  }
}

async function submit(filer: Filer, filingId: string, step: (step: string, detail: string) => void): Promise<void> {
  const { submittable, findings } = await filer.preview(filingId);
  if (!submittable)
    throw new Refusal(
      'filing.incomplete',
      '预检未通过：',
      findings.filter((one) => stops([one])),
    );
  step('预览与预检', `没有阻止提交的问题，提示 ${findings.length} 条`);
  await filer.submit(filingId);
  step('提交', '已进入初审');
}

/** Waits for the end; corrects the flagged fields of a returned filing and submits again. */
async function review(
  filer: Filer,
  filingId: string,
  websiteId: string,
  details: WebsiteDetails,
  step: (step: string, detail: string) => void,
): Promise<ProgressAnswer> {
  const report = ({ stateLabel, state }: ProgressAnswer) => {
    if (state !== 'submitted') step('审核', stateLabel);
  };
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
