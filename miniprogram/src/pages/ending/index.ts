import {
  addressOfEnding,
  CONFIRMER_LABELS,
  confirmerInWords,
  ENDING_TEXTS,
  type EndingReason,
  mayAskCode,
  type WantedEnding,
} from '../../../../client/endings.ts';
import type { Reply } from '../../../../client/messages.ts';
import { RECORD_TEXTS } from '../../../../client/records.ts';
import { call, newKey } from '../../api.ts';
import { type CodeSending, createCodeSending } from '../../code-sending.ts';
import { type OpenPage, type PageEvent, pageOf } from '../../page.ts';
import { stepUrl } from '../../route.ts';

interface Own {
  readonly wanted: WantedEnding;
  plan: Reply<'showEnding'> | undefined;
  reason: string;
  confirmed: readonly string[];
  readonly code: CodeSending;
  /** Of the filing, once it is handed in. */
  filingId: string | undefined;
  key: string;
}

const load = async (page: OpenPage<Own>): Promise<void> => {
  const { wanted, filingId } = page.own;
  if (filingId === undefined) page.change({ plan: await call('showEnding', addressOfEnding(wanted)) });
};

const send = ({ own: { code, plan, wanted } }: OpenPage<Own>) =>
  code.send(plan?.confirmer.mobile ?? '', () => call('sendEndingCode', addressOfEnding(wanted)));

/** A refusal ends this intent; the next try is another one. */
async function submit(page: OpenPage<Own>, { detail }: PageEvent): Promise<void> {
  const { wanted, reason, confirmed, code, key } = page.own;
  const body = { reason: reason as EndingReason, confirmed: [...confirmed], code: detail.code as string };
  const isFiled = await code.confirm(async () => {
    const { filingId } = await call('fileEnding', { ...addressOfEnding(wanted), body }, { key });
    page.change({ filingId });
  });
  if (!isFiled) page.change({ key: newKey() });
}

function view({ own: { plan, reason, confirmed, code, filingId } }: OpenPage<Own>) {
  if (!plan) return { plan: null, filingId: '' };
  const at = plan.reasons.findIndex((one) => one.code === reason);
  const isSent = code.now.sent !== null;
  return {
    plan: {
      label: plan.label,
      websites: plan.websites.map(({ number, domains }) => ({ number, domains: domains.join('、') })),
      consequences: plan.consequences,
      confirmations: plan.confirmations.map((one) => ({ ...one, isOn: confirmed.includes(one.rule) })),
    },
    reasons: plan.reasons.map(({ label }) => label),
    reasonAt: Math.max(0, at),
    reason: plan.reasons[at]?.label ?? '',
    confirmer: confirmerInWords(plan.confirmer),
    code: {
      ...code.now,
      label: CONFIRMER_LABELS[plan.confirmer.who],
      address: plan.confirmer.mobile,
      isBusy: code.now.isBusy || !mayAskCode(plan, reason, confirmed),
    },
    isSent,
    filingId: filingId ?? '',
  };
}

/** What an ending ends; what must be confirmed; the code of whoever is filed; and the filing of it. */
Component(
  pageOf<Own>({
    start: ({ recordId = '', filingType, websiteId }) => ({
      wanted: { recordId, filingType: filingType as WantedEnding['filingType'], websiteId },
      ...{ plan: undefined, reason: '', confirmed: [], filingId: undefined },
      ...{ code: createCodeSending(), key: newKey() },
    }),
    load,
    view: (page) => ({ texts: ENDING_TEXTS, handedIn: RECORD_TEXTS.handedIn, ...view(page) }),
    on: {
      confirm: (page, { detail }) => page.change({ confirmed: detail.value }),
      choose: (page, { detail }) => page.change({ reason: page.own.plan?.reasons[Number(detail.value)]?.code ?? '' }),
      send,
      submit,
      progress: ({ own }) => wx.redirectTo({ url: stepUrl(own.filingId ?? '', 'progress') }),
      filings: () => wx.reLaunch({ url: '/pages/filings/index' }),
    },
  }),
);
