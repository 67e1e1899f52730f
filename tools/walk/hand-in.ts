import { anyTake, drawPhoto } from 'specimens/person.ts';
import type { Reply } from '../../client/calls/messages.ts';
import { stops } from '../../contracts/kit/finding.ts';
import type { DocumentKind, DocumentSubject } from '../../shared/domain/media/document.ts';
import { type Filer, Refusal } from './filer.ts';
import type { Papers } from './papers.ts';

/** Tells of a step that is done. `detail` holds nothing personal. */
export type Step = (step: string, detail: string) => void;

/** Checks are opened until the challenge matches the given video; opening uses no attempt. */
const MAX_CHALLENGES = 20;

/** Passes the liveness check of a website's owner. @throws Refusal */
export async function passLiveness(
  filer: Filer,
  filingId: string,
  websiteId: string,
  { papers, consentTextVersion }: { readonly papers: Papers; readonly consentTextVersion: string },
  step: Step,
): Promise<void> {
  let picture = papers.photo;
  for (let opened = 0; opened < MAX_CHALLENGES; opened += 1) {
    const { checkId, challenge, photo, video } = await filer.openLiveness(filingId, websiteId, consentTextVersion);
    const actions = challenge.map(({ action }) => action);
    if (papers.videoActions && papers.videoActions.join() !== actions.join()) continue;
    await filer.uploadGranted(photo, picture);
    await filer.uploadGranted(video, await papers.video(actions));
    const { state, similarity, reasons }: Verified = await filer.verifyLiveness(checkId).catch(unanswered);
    // On a busy machine the engine may time out; that uses no attempt.
    if (state === 'unanswered') continue;
    // Two takes of one person may look alike; whoever has no film of their own makes another.
    if (!papers.videoActions && reasons.some(({ code }) => code === 'seen-before')) {
      picture = await drawPhoto(anyTake());
      continue;
    }
    if (state !== 'passed') throw new Refusal('liveness.failed', reasons.map(({ advice }) => advice).join('\n'));
    step('视频核身', `${challenge.map(({ label }) => label).join('、')}，相似度 ${Math.round(similarity ?? 0)}`);
    return;
  }
  throw new Refusal('liveness.no-challenge', '没有得到与所给视频相符的动作指令');
}

type Verified = Pick<Reply<'verify'>, 'state' | 'similarity' | 'reasons'>;

/** The state of a check for which the engine had no time. @throws the error, when it is another. */
function unanswered(error: unknown): Verified {
  if (!(error instanceof Refusal && error.code === 'vendor.unavailable')) throw error;
  return { state: 'unanswered', reasons: [] };
}

/** Uploads what is still needed. @throws Refusal */
export async function uploadMaterials(filer: Filer, filingId: string, papers: Papers, step: Step) {
  const pictures: Readonly<Record<string, Buffer>> = {
    ...(papers.licence && { 'business-licence': papers.licence }),
    'commitment-letter': papers.letter,
    'handheld-photo': papers.handheld,
    'id-front': papers.idFront,
    'id-back': papers.idBack,
    ...(papers.approval && { 'pre-approval': papers.approval }),
  };
  for (const { kind, label, subject, state } of await filer.materials(filingId)) {
    if (state === 'ready') continue;
    const bytes = pictures[kind];
    if (!bytes) throw new Refusal('materials.missing', `还需要上传：${label}`);
    await filer.uploadPaper(filingId, kind as DocumentKind, subject as DocumentSubject, bytes);
    step('上传材料', label);
  }
}

/** Looks at the findings and submits. @throws Refusal */
export async function submit(filer: Filer, filingId: string, step: Step): Promise<void> {
  const { submittable, findings } = await filer.preview(filingId);
  if (!submittable)
    throw new Refusal(
      'filing.incomplete',
      '预检未通过：',
      findings.filter((finding) => stops([finding])),
    );
  step('预览与预检', `没有阻止提交的问题，提示 ${findings.length} 条`);
  await filer.submit(filingId);
  step('提交', '已进入初审');
}
