import { endsSomething } from '../../../contracts/data/endings.ts';
import { type AuthorityStage, givesNumbers, isWithoutSms } from '../authority/authority.ts';
import type { CaseState } from './case.ts';
import type { PauseReason } from './case-clock.ts';

/** What of a case says where its filing stands. */
export interface Standing {
  readonly filingType: string;
  readonly state: CaseState;
  readonly round: number;
  readonly pausedFor: PauseReason | undefined;
  /** The last decision about it. */
  readonly decision: { readonly kind: 'accepted' | 'returned' | 'declined'; readonly isForTwo: boolean } | undefined;
  /** What became of it at the authority; undefined until it is queued to be handed in. */
  readonly submission: { readonly isHandedIn: boolean; readonly stage: AuthorityStage } | undefined;
}

/** Where a filing stands and what comes next, as it is told to whoever calls about it. */
export interface StandingWords {
  readonly now: string;
  readonly next: string;
}

const SMS_NEXT = '负责人收到工信部的短信后，24 小时内到 beian.miit.gov.cn 填写验证码。';
const AT_AUTHORITY: Readonly<Record<AuthorityStage, StandingWords>> = {
  'handed-in': { now: '已报送管局，等短信核验', next: SMS_NEXT },
  sms: { now: '短信核验中', next: SMS_NEXT },
  reviewing: { now: '管局审核中', next: '管局最长 20 个工作日，我们不能代答具体哪一天。' },
  accepted: { now: '管局已通过，等发号', next: '发号后会通知申请人。' },
  approved: { now: '已办成', next: '备案号在申请人的备案页里；网站首页底部要挂上备案号。' },
  over: { now: '管局没有通过', next: '原因已经或即将转给申请人，改好再提交。' },
};

/** What is told in place of the above where nothing is mended, and where nothing gets a number. */
const ENDED = { now: '没有通过，备案没有变', next: '可以按告知的办法处理，再重新申请。' };
const DONE_WITHOUT_NUMBER = { now: '已办成', next: '结果在申请人的备案页里。' };

const RECOVERED = { now: '已核实，等 24 小时转入', next: '原账号没有停止，就转过来。' };

/** Source of the times: initial-review, sections 1 and 6. */
export function standingWords(standing: Standing): StandingWords {
  const { filingType, state, round, pausedFor, decision, submission } = standing;
  if (state === 'withdrawn') return { now: '申请人已撤回', next: '要办的话，由申请人再次提交。' };
  if (state === 'replaced') return { now: '申请人又提交了一轮', next: '看新的一轮。' };
  if (state === 'open') {
    if (pausedFor === 'held') return { now: '初审暂时挂起', next: '可以转给组长，问什么时候继续。' };
    const now = round > 1 ? '改好后再次提交，等初审' : '等初审';
    return { now, next: '初审不超过一个工作日；有要改的，会通知申请人。' };
  }
  if (state === 'decided')
    return decision?.isForTwo
      ? { now: '等另一位同事复审', next: '同意以后发出结果，会通知申请人。' }
      : { now: '初审有了结果，马上发出', next: '一两分钟后再看。' };
  if (decision?.kind === 'returned' && endsSomething(filingType)) return ENDED;
  if (decision?.kind === 'returned') return { now: '已退回，等申请人修改', next: '只改退回的几项，改好再次提交。' };
  if (decision?.kind === 'declined')
    return { now: '不予受理，这份备案已结束', next: '可以按告知的办法处理后重新发起。' };
  if (filingType === 'recovery') return RECOVERED;
  if (submission?.isHandedIn) return atAuthority(filingType, submission.stage);
  const next = isWithoutSms(filingType) ? '报送后等管局的结果。' : '报送后管局会发短信给负责人核验。';
  return { now: '初审通过，等报送管局', next };
}

function atAuthority(filingType: string, stage: AuthorityStage): StandingWords {
  if (stage === 'over' && endsSomething(filingType)) return ENDED;
  if (stage === 'approved' && !givesNumbers(filingType)) return DONE_WITHOUT_NUMBER;
  return AT_AUTHORITY[stage === 'handed-in' && isWithoutSms(filingType) ? 'reviewing' : stage];
}
