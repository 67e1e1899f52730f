import { CONSENT } from '../../../../client/account/consent.ts';
import { createIntent, type Intent } from '../../../../client/calls/intent.ts';
import type { Reply } from '../../../../client/calls/messages.ts';
import {
  addressOfEnding,
  CONFIRMER_LABELS,
  confirmerInWords,
  declarationText,
  ENDING_TEXTS,
  type EndingReason,
  handedInWords,
  holderInWords,
  insteadWays,
  mayAskCode,
  paperName,
  phoneLostWords,
  readyPapers,
  type WantedEnding,
} from '../../../../client/filing/endings.ts';
import { call, newKey } from '../../api.ts';
import { type CodeSending, createCodeSending } from '../../code-sending.ts';
import { giveConsent, hasConsent, type Reading, readingHandlers } from '../../consent.ts';
import { documents } from '../../filing.ts';
import { type OpenPage, type PageEvent, pageOf } from '../../page.ts';
import { documentCard, phones } from '../../phones.ts';
import { FIRST_PAGE_CARD, stepUrl } from '../../route.ts';
import { urlOfWay } from '../../to-do.ts';
import { tileOf, uploadHandlers } from '../../uploads.ts';

interface Own extends Reading {
  readonly wanted: WantedEnding;
  plan: Reply<'showEnding'> | undefined;
  reason: string;
  confirmed: readonly string[];
  readonly code: CodeSending;
  /** Papers stand for the code. */
  byPapers: boolean;
  hasConsent: boolean;
  /** The filing's id, once it is handed in. */
  filingId: string | undefined;
  handedIn: string;
  readonly intent: Intent;
}

const load = async (page: OpenPage<Own>): Promise<void> => {
  const { wanted, filingId } = page.own;
  if (filingId === undefined) page.change({ plan: await call('showEnding', addressOfEnding(wanted)) });
};

const send = ({ own: { code, plan, wanted } }: OpenPage<Own>) =>
  code.send(plan?.confirmer.mobile ?? '', () => call('sendEndingCode', addressOfEnding(wanted)));

/** Hands in, with the code or the papers. @throws ApiError */
async function file(page: OpenPage<Own>, proof: { code: string } | { documentIds: string[] }): Promise<void> {
  const { wanted, reason, confirmed, intent } = page.own;
  const body = { reason: reason as EndingReason, confirmed: [...confirmed], ...proof };
  const { filingId, state } = await intent((options) =>
    call('fileEnding', { ...addressOfEnding(wanted), body }, options),
  );
  page.change({ filingId, handedIn: handedInWords(wanted.filingType, state) });
}

const submit = (page: OpenPage<Own>, { detail }: PageEvent) =>
  page.own.code.confirm(() => file(page, { code: detail.code }));

const submitPapers = (page: OpenPage<Own>) =>
  page.run(async () => {
    const { plan } = page.own;
    const documentIds = plan && readyPapers(plan, documents.of);
    if (!plan || !documentIds) return;
    await file(page, { documentIds: [...documentIds] });
    // They belong to the filing now.
    for (const paper of plan.papers) documents.forget(paperName(paper));
  });

const usePapers = (page: OpenPage<Own>) =>
  page.run(async () => {
    page.change({ byPapers: true, hasConsent: await hasConsent() });
    if (page.own.hasConsent) lookAtPhones();
  });

const agree = (page: OpenPage<Own>) =>
  page.run(async () => {
    await giveConsent();
    page.change({ hasConsent: true });
    lookAtPhones();
  });

/** Shows what another phone has photographed. */
const lookAtPhones = (): void => void phones.look(undefined, () => {}).catch(() => {});

/** What stands for the code, and whether it may be handed in. */
function papersOf({ plan, reason, confirmed, hasConsent, reading }: Own) {
  if (!plan) return null;
  const names = plan.papers.map(paperName);
  return {
    ...{ hasConsent, reading },
    text: declarationText(plan),
    tiles: hasConsent ? names.map(({ kind, subject }) => tileOf(undefined, kind, subject)) : [],
    isReady: readyPapers(plan, documents.of) !== undefined,
    maySubmit: readyPapers(plan, documents.of) !== undefined && mayAskCode(plan, reason, confirmed),
  };
}

function view({ own }: OpenPage<Own>) {
  const { plan, reason, confirmed, code, filingId, byPapers } = own;
  if (!plan) return { plan: null, filingId: '' };
  const place = plan.reasons.findIndex((possible) => possible.code === reason);
  const isSent = code.now.sent !== null;
  return {
    plan: {
      label: plan.label,
      holder: holderInWords(plan),
      instead: insteadWays(own.wanted, plan, reason).map(({ message, way }) => ({
        message,
        label: way.label,
        url: urlOfWay(way),
      })),
      websites: plan.websites.map(({ number, domains }) => ({ number, domains: domains.join('、') })),
      consequences: plan.consequences,
      confirmations: plan.confirmations.map((confirmation) => ({
        ...confirmation,
        isOn: confirmed.includes(confirmation.rule),
      })),
    },
    reasons: plan.reasons.map(({ label }) => label),
    reasonAt: Math.max(0, place),
    reason: plan.reasons[place]?.label ?? '',
    confirmer: confirmerInWords(plan.confirmer) + phoneLostWords(plan),
    code: {
      ...code.now,
      label: CONFIRMER_LABELS[plan.confirmer.who],
      address: plan.confirmer.mobile,
      isBusy: code.now.isBusy || !mayAskCode(plan, reason, confirmed),
    },
    isSent: isSent && !byPapers,
    asksFirst: !mayAskCode(plan, reason, confirmed),
    papers: byPapers ? papersOf(own) : null,
    handedIn: own.handedIn,
    filingId: filingId ?? '',
  };
}

/** What an ending ends; what must be confirmed; the code of whoever is filed; and the filing of it. */
Component(
  pageOf<Own>({
    hasPapers: true,
    start: ({ recordId = '', filingType, websiteId }) => ({
      wanted: { recordId, filingType: filingType as WantedEnding['filingType'], websiteId },
      ...{ plan: undefined, reason: '', confirmed: [], filingId: undefined, handedIn: '' },
      ...{ byPapers: false, hasConsent: false, reading: false },
      ...{ code: createCodeSending(), intent: createIntent(newKey) },
    }),
    load,
    view: (page) => ({ texts: ENDING_TEXTS, consent: CONSENT, ...view(page) }),
    returned: ({ own }) => {
      if (own.byPapers && own.hasConsent) lookAtPhones();
    },
    hidden: () => phones.pause(undefined),
    share: (page, id) => documentCard(page, id) ?? FIRST_PAGE_CARD,
    on: {
      confirm: (page, { detail }) => page.change({ confirmed: detail.value }),
      choose: (page, { detail }) => page.change({ reason: page.own.plan?.reasons[Number(detail.value)]?.code ?? '' }),
      ...uploadHandlers,
      send,
      submit,
      usePapers,
      useCode: (page) => page.change({ byPapers: false }),
      ...readingHandlers,
      agree,
      copy: ({ own }) => own.plan && wx.setClipboardData({ data: declarationText(own.plan) }),
      submitPapers,
      progress: ({ own }) => wx.redirectTo({ url: stepUrl(own.filingId ?? '', 'progress') }),
    },
  }),
);
