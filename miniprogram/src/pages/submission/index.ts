import { TERMS, TERMS_TEXT_VERSION } from '../../../../client/account/consent.ts';
import { createIntent, type Intent } from '../../../../client/calls/intent.ts';
import type { Finding } from '../../../../client/calls/messages.ts';
import { stoppedBy, submitWords } from '../../../../client/filing/filing-actions.ts';
import { ApiError } from '../../../../contracts/client/api-error.ts';
import type { FieldProblem } from '../../../../contracts/kit/refusal.ts';
import { isEditable } from '../../../../shared/domain/filing/machine.ts';
import { call, newKey } from '../../api.ts';
import { filing, filingNow, openFiling } from '../../filing.ts';
import { stepView } from '../../form-page.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { goTo, stepUrl, titleOfField, urlOfField } from '../../route.ts';
import { askForMessages } from '../../subscribe.ts';

interface Own {
  accepted: boolean;
  /** Which text is read: its place, or -1. */
  reading: number;
  findings: readonly Finding[];
  /** Flagged items that are neither changed nor answered. */
  unrepaired: readonly FieldProblem[];
  readonly intent: Intent;
}

async function submit(page: OpenPage<Own>): Promise<void> {
  const { filingId = '' } = page.query;
  const { accepted, intent } = page.own;
  page.change({ findings: [], unrepaired: [] });
  if (accepted) await askForMessages();
  const caught = await page.run(async () => {
    const body = { termsAccepted: accepted, termsTextVersion: TERMS_TEXT_VERSION };
    await intent((options) => call('submit', { params: { filingId }, body }, options));
    await filing.load(filingId);
    wx.redirectTo({ url: stepUrl(filingId, 'progress') });
  });
  if (!(caught instanceof ApiError)) return;
  const unrepaired = caught.code === 'filing.unrepaired' ? (caught.facts.fields ?? []) : [];
  page.change({ unrepaired, findings: caught.facts.findings ?? [] });
}

/** 提交: accepts the terms and submits the filing for its initial review. */
Component(
  pageOf<Own>({
    start: () => ({ accepted: false, reading: -1, findings: [], unrepaired: [], intent: createIntent(newKey) }),
    load: ({ query }) => openFiling(query.filingId ?? ''),
    view(page) {
      const { own, query } = page;
      const { view } = filingNow(query.filingId) ?? {};
      if (!view) return stepView(page, 'submission');
      return {
        ...stepView(page, 'submission'),
        isSubmittable: isEditable(view.state),
        stateLabel: view.stateLabel,
        accepted: own.accepted,
        submitTitle: submitWords(view),
        agree: TERMS.agree,
        texts: TERMS.texts,
        reading: TERMS.texts[own.reading] ?? null,
        stopping: stoppedBy(own.findings, own.unrepaired).map(({ messages, field, name }) => ({
          messages,
          title: field === undefined ? name : titleOfField(view, field),
          url: field === undefined ? stepUrl(view.filingId, 'progress') : urlOfField(view, field),
        })),
      };
    },
    on: {
      accept: (page, { detail }) => page.change({ accepted: detail.value.length > 0 }),
      read: (page, { currentTarget }) => page.change({ reading: Number(currentTarget.dataset.place) }),
      closeText: (page) => page.change({ reading: -1 }),
      submit,
      progress: ({ query }) => goTo(stepUrl(query.filingId ?? '', 'progress')),
    },
  }),
);
