import { CHANGE_START } from '../../../../client/changes.ts';
import { CONSENT, CONSENT_TEXT_VERSION } from '../../../../client/consent.ts';
import { loadOwnLists, type OwnLists, RECORD_TEXTS } from '../../../../client/records.ts';
import { dayOf } from '../../../../client/time.ts';
import { call, newKey } from '../../api.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { goTo, stepUrl } from '../../route.ts';

interface Own extends Partial<OwnLists> {
  /** The record that is to be changed, while the person reads what to know. */
  changed: string | undefined;
  /** Whether they have agreed to the current text before; and whether they agree now. */
  hasConsent: boolean;
  agreed: boolean;
  readonly key: string;
}

/** Shows what to know before a change. */
const askChange = (page: OpenPage<Own>, changed: string) =>
  page.run(async () => {
    const { consents } = await call('showMe', {});
    const hasConsent = consents.some(
      ({ textVersion, withdrawnAt }) => textVersion === CONSENT_TEXT_VERSION && !withdrawnAt,
    );
    page.change({ changed, hasConsent, agreed: false });
  });

const beginChange = (page: OpenPage<Own>) =>
  page.run(async () => {
    const { changed, key } = page.own;
    if (changed === undefined) return;
    const body = { recordId: changed, filingType: 'change', consentTextVersion: CONSENT_TEXT_VERSION } as const;
    const { filingId } = await call('openFiling', { body }, { key });
    page.change({ changed: undefined });
    goTo(stepUrl(filingId, 'organizer'));
  });

/** 我的备案: what is filed, filings newest first, and the ways to everything about the person. */
Component(
  pageOf<Own>({
    start: () => ({
      changed: undefined,
      hasConsent: false,
      agreed: false,
      key: newKey(),
    }),
    load: (page) => loadOwnLists(call, page.change),
    returned: (page) => void page.load(),
    view: ({ own: { records, filings, changed, hasConsent, agreed } }) => ({
      change: changed === undefined ? null : { ...CHANGE_START, recordId: changed, hasConsent, agreed },
      consent: CONSENT,
      isLoaded: filings !== undefined,
      isBlank: records?.length === 0 && filings?.length === 0,
      texts: RECORD_TEXTS,
      records: records ?? [],
      filings: (filings ?? []).map(({ filingId, domain, state, stateLabel, updatedAt }) => ({
        filingId,
        domain,
        state,
        stateLabel,
        updated: dayOf(updatedAt),
        action: state === 'draft' ? '继续填写' : '查看进度',
      })),
    }),
    on: {
      open(_page, { currentTarget: { dataset } }) {
        goTo(stepUrl(dataset.id ?? '', dataset.state === 'draft' ? 'organizer' : 'progress'));
      },
      act(page, { currentTarget: { dataset } }) {
        const { id = '', action = '' } = dataset;
        if (action === 'change') void askChange(page, id);
        else goTo(`/pages/eligibility/index?recordId=${id}&action=${action}`);
      },
      agree: (page, { detail }) => page.change({ agreed: detail.value.length > 0 }),
      beginChange,
      cancelChange: (page) => page.change({ changed: undefined }),
      go: (_page, { currentTarget: { dataset } }) => goTo(dataset.url ?? ''),
    },
  }),
);
