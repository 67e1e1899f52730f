import { CONSENT, CONSENT_TEXT_VERSION } from '../../../../client/account/consent.ts';
import { beginWords, CHANGE_START, changeChoices } from '../../../../client/filing/changes.ts';
import { call, newKey } from '../../api.ts';
import { hasConsent } from '../../consent.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { urlOfField } from '../../route.ts';

interface Own {
  /** What may be changed; undefined until it is known. */
  groups: ReturnType<typeof changeChoices> | undefined;
  /** The fields of what is chosen. */
  chosen: readonly string[];
  /** Whether they have agreed to the current text before; and whether they agree now. */
  hasConsent: boolean;
  agreed: boolean;
  readonly key: string;
}

const load = async (page: OpenPage<Own>): Promise<void> => {
  const { recordId = '' } = page.query;
  const [{ needs }, has] = await Promise.all([call('listChangeNeeds', { params: { recordId } }), hasConsent()]);
  page.change({ groups: changeChoices(needs), hasConsent: has });
};

const begin = (page: OpenPage<Own>) =>
  page.run(async () => {
    const { recordId = '' } = page.query;
    const body = { recordId, filingType: 'change', consentTextVersion: CONSENT_TEXT_VERSION } as const;
    const view = await call('openFiling', { body }, { key: page.own.key });
    const [first = '', ...more] = page.own.chosen;
    wx.redirectTo({ url: urlOfField(view, first, more) });
  });

/** What changes of a record, and what that takes; the change begins with just that. */
Component(
  pageOf<Own>({
    start: () => ({ groups: undefined, chosen: [], hasConsent: false, agreed: false, key: newKey() }),
    load,
    view: ({ own: { groups = [], chosen, hasConsent: has, agreed } }) => ({
      ...{ texts: CHANGE_START, consent: CONSENT, hasConsent: has, agreed },
      isLoaded: groups.length > 0,
      groups: groups.map(({ title, rows }) => ({
        title,
        rows: rows.map((row) => ({ ...row, isChosen: chosen.includes(row.field) })),
      })),
      begin: beginWords(chosen.length, !has),
      first: chosen.length === 0 ? CHANGE_START.first : has || agreed ? '' : CONSENT.first,
    }),
    on: {
      choose(page, { currentTarget, detail }) {
        const rows = page.own.groups?.[Number(currentTarget.dataset.place)]?.rows ?? [];
        const others = page.own.chosen.filter((field) => rows.every((row) => row.field !== field));
        page.change({ chosen: [...others, ...detail.value] });
      },
      agree: (page, { detail }) => page.change({ agreed: detail.value.length > 0 }),
      begin,
    },
  }),
);
