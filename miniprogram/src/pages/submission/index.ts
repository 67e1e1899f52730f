import { createIntent } from '../../../../client/calls/intent.ts';
import type { Finding } from '../../../../client/calls/messages.ts';
import { stoppedBy } from '../../../../client/filing/filing-actions.ts';
import { ApiError } from '../../../../contracts/client/api-error.ts';
import type { FieldProblem } from '../../../../contracts/kit/refusal.ts';
import { isEditable } from '../../../../shared/domain/filing/machine.ts';
import { newKey } from '../../api.ts';
import { filingNow, openFiling } from '../../filing.ts';
import { aimAt, stepView } from '../../form-page.ts';
import { overviews } from '../../overview.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { goTo, stepUrl, titleOfField, urlOfField } from '../../route.ts';
import { askReach, type Submitting, submitFiling, submittingView, termsHandlers } from '../../submitting.ts';

interface Own extends Submitting {
  findings: readonly Finding[];
  /** Flagged items that are neither changed nor answered. */
  unrepaired: readonly FieldProblem[];
}

async function submit(page: OpenPage<Own>): Promise<void> {
  const { filingId = '' } = page.query;
  page.change({ findings: [], unrepaired: [] });
  const caught = await submitFiling(page);
  if (!(caught instanceof ApiError)) return;
  const unrepaired = caught.code === 'filing.unrepaired' ? (caught.facts.fields ?? []) : [];
  const { findings = [] } = caught.facts;
  page.change({ unrepaired, findings });
  overviews.tell(filingId, findings);
}

/** 提交: accepts the terms and submits the filing for its initial review. */
Component(
  pageOf<Own>({
    start: () => ({ readingTerms: -1, findings: [], unrepaired: [], intent: createIntent(newKey), reach: undefined }),
    async load(page) {
      await openFiling(page.query.filingId ?? '');
      await aimAt(page);
      await askReach(page);
    },
    view(page) {
      const { own, query } = page;
      const { view } = filingNow(query.filingId) ?? {};
      if (!view) return stepView(page, 'submission');
      return {
        ...stepView(page, 'submission'),
        isSubmittable: isEditable(view.state),
        stateLabel: view.stateLabel,
        ...submittingView(view, own),
        stopping: stoppedBy(own.findings, own.unrepaired).map(({ messages, field, name }) => ({
          messages,
          title: field === undefined ? name : titleOfField(view, field),
          url: field === undefined ? stepUrl(view.filingId, 'progress') : urlOfField(view, field),
        })),
      };
    },
    on: {
      ...termsHandlers,
      submit,
      progress: ({ query }) => goTo(stepUrl(query.filingId ?? '', 'progress')),
    },
  }),
);
