import type { HistoryEntry } from '../../shared/domain/filing/change.ts';
import { isEnding } from '../../shared/domain/filing/ending-types.ts';
import type { Filing, FilingContents } from '../../shared/domain/filing/filing.ts';
import { beginsStay, type FilingState } from '../../shared/domain/filing/machine.ts';
import { hasFailedSms, isInRepair } from '../../shared/domain/filing/repair.ts';
import { stateLabelOf } from '../../shared/domain/filing/state-label.ts';
import { fieldName } from '../../shared/domain/filing/view-names.ts';
import { ACCESS_ENDS, END_LABELS, type EndReason } from '../../shared/domain/record/record.ts';
import type { Ports } from './ports.ts';

const EVENT_LABELS: Readonly<Record<HistoryEntry['event'], string>> = {
  create: '发起备案',
  save: '保存修改',
  submit: '提交备案申请',
  withdraw: '撤回申请',
  'miss-call': '审核人员来电未接，将再次致电',
  accept: '初审通过',
  return: '初审退回，请按建议修改',
  decline: '初审不予受理',
  queue: '排队等待提交管局',
  'send-sms': '已提交管局，等待短信核验',
  'confirm-sms': '短信核验完成，管局审核中',
  'fail-sms': '短信核验未完成，备案退回',
  'time-out-sms': '短信核验超时，将重新提交管局',
  lapse: '未完成短信核验，申请已失效',
  approve: '备案成功',
  revoke: '备案已注销',
  'authority-accept': '管局审核通过，等待下发备案号',
  'authority-return': '管局退回，请按原因修改',
  abandon: '放弃备案',
  stop: '备案已注销或不再接入，本订单已终止',
  reopen: '超过期限未修改，已转为草稿',
  expire: '草稿已过期',
};

const LABELS_OF_ENDINGS: Partial<typeof EVENT_LABELS> = {
  create: '发起申请',
  submit: '提交申请',
  accept: '已核实，等待提交管局',
  return: '申请未通过审核',
  'fail-sms': '短信核验未完成，申请退回',
  'authority-accept': '管局审核通过',
  approve: '已办结',
  'authority-return': '申请被管局退回',
  abandon: '申请已结束，备案未变',
  stop: '备案已注销或不再接入，申请已终止',
};

/** What is filed stays as it is until a change is approved, also when that is given up. */
const LABELS_OF_CHANGES: Partial<typeof EVENT_LABELS> = {
  create: '发起变更',
  submit: '提交变更申请',
  approve: '变更已通过，备案信息已更新',
  abandon: '放弃变更，备案信息未变',
};

const NUMBERED: readonly FilingState[] = ['approved', 'revoked'];

/** A filing's state, history and deadline. Saves are left out of the timeline. */
export async function progress(
  { applicantId, filingId }: { readonly applicantId: string; readonly filingId: string },
  { filings }: Pick<Ports, 'filings'>,
) {
  // The holiday calendar behind it takes 7 ms to load, and few calls of this function need it.
  const { dueOf } = await import('./due-dates.ts');
  const filing = await filings.findOwn(filingId, applicantId);
  const history = await filings.historyOf(filingId);
  const ends = isEnding(filing.filingType);
  const own = ends ? LABELS_OF_ENDINGS : filing.filingType === 'change' ? LABELS_OF_CHANGES : {};
  const labels = { ...EVENT_LABELS, ...own };
  const timeline = history
    .filter(({ event }) => event !== 'save')
    .map(({ at, state, event, facts }) => ({
      ...{ at, state },
      label: (event === 'stop' && stoppedBy(facts)) || labels[event] + amendedIn(facts),
    }));
  const stop = history.findLast(({ event }) => event === 'stop');
  return {
    filingId,
    state: filing.state,
    stateLabel: !ends && hasFailedSms(filing, history) ? '短信核验没有完成，待重新提交' : stateLabelOf(filing),
    timeline,
    ...(stop && { stopped: { label: stoppedBy(stop.facts) ?? labels.stop, isAccess: isOfAccess(stop.facts) } }),
    // An ending that was returned has nothing to mend.
    due:
      ends && isInRepair(filing.state)
        ? undefined
        : dueOf(filing.state, dueSince(filing, history), filing.contents.eligibility.region),
    ...(filing.contents.amendments && { amendments: shownAmendments(filing.contents) }),
    flagged: filing.flagged.map((flag) => ({
      ...flag,
      name: fieldName(flag.field, filing.contents.eligibility.organizerKind),
    })),
    // A change has its numbers before it is approved: they are no news then. An ending brings none.
    numbers: !ends && NUMBERED.includes(filing.state) ? filing.numbers : undefined,
  };
}

/** What happened to the record without it; undefined of before that was kept. */
function stoppedBy({ why }: HistoryEntry['facts']): string | undefined {
  const label = END_LABELS[why as EndReason];
  return label && `${label}，本订单已终止`;
}

const isOfAccess = ({ why }: HistoryEntry['facts']): boolean => ACCESS_ENDS.includes(why as EndReason);

const amendedIn = ({ amended }: HistoryEntry['facts']): string => (amended ? `，审核人员更正了 ${amended} 处` : '');

/** What reviewers corrected, of websites that are still there. */
const shownAmendments = ({ amendments = [], websites }: FilingContents) =>
  amendments.flatMap(({ website, key, before, after, reason, at }) => {
    const site = websites.find(({ id }) => id === website);
    if (!site) return [];
    return [
      { name: fieldName(`websites.0.details.${key}`), domain: site.domain, before, after, reason, at: new Date(at) },
    ];
  });

/**
 * Start of the deadline. A draft counts from its last change (FT-28), other states from the step that began them,
 * whatever follows.
 */
function dueSince({ state, updatedAt }: Filing, history: readonly HistoryEntry[]): Date {
  if (state === 'draft') return updatedAt;
  const begun = history.findLast(({ event }) => event === 'create' || beginsStay(event));
  const decidedAt = begun?.facts.decidedAt;
  // The verdict may have arrived late.
  if (begun && typeof decidedAt === 'string' && new Date(decidedAt) < begun.at) return new Date(decidedAt);
  return begun?.at ?? updatedAt;
}
