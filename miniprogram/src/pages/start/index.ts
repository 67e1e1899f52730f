import { CONSENT } from '../../../../client/account/consent.ts';
import type { FilingSummary } from '../../../../client/calls/messages.ts';
import { costAndTime, type Guide, START_WORDS, thingsNeeded, wayOf } from '../../../../client/eligibility/start.ts';
import { GLOSSARY } from '../../../../client/kit/glossary.ts';
import { sentenceOf } from '../../../../contracts/client/api-error.ts';
import type { OrganizerKind } from '../../../../shared/domain/filing/filing.ts';
import { hasEnded } from '../../../../shared/domain/filing/machine.ts';
import { call, download, isKnownPerson } from '../../api.ts';
import { type OpenPage, pageOf } from '../../page.ts';
import { closedProvinces, loadProvinces, openProvinces } from '../../provinces.ts';
import { goTo, stepUrl } from '../../route.ts';

interface Own {
  region: string;
  organizerKind: OrganizerKind;
  guide: Guide | undefined;
  filings: readonly FilingSummary[];
  /** Whether the provinces are told in which one can't file here. */
  isChoosing: boolean;
  letterError: string;
  isDrawing: boolean;
}

/** The guide of the chosen province and kind. Another choice may have been made meanwhile. */
async function loadGuide(page: OpenPage<Own>): Promise<void> {
  const { region, organizerKind } = page.own;
  const guide = await call('showGuide', { params: { region, organizerKind } });
  if (region === page.own.region && organizerKind === page.own.organizerKind) page.change({ guide });
}

async function load(page: OpenPage<Own>): Promise<void> {
  await loadProvinces();
  const codes = openProvinces().map(({ code }) => code);
  if (!codes.includes(page.own.region)) page.change({ region: codes[codes.length - 1] ?? '' });
  await loadGuide(page);
  // Whoever has never been here has no filing, and is not signed in yet.
  if (isKnownPerson()) void loadFilings(page);
}

const loadFilings = async (page: OpenPage<Own>): Promise<void> =>
  page.change(await call('listFilings', {}).catch(() => ({ filings: [] })));

const choose = (page: OpenPage<Own>, part: Partial<Own>) =>
  page.run(async () => {
    page.change(part);
    await loadGuide(page);
  });

const checkOf = ({ region, organizerKind }: Own) => `/pages/eligibility/index?region=${region}&kind=${organizerKind}`;

/** The blank letter: opens it, so that it can be sent on to a printer or a computer. */
async function openLetter(page: OpenPage<Own>): Promise<void> {
  const { region, organizerKind } = page.own;
  page.change({ letterError: '', isDrawing: true });
  try {
    const { letter } = await call('blankLetter', { params: { region, organizerKind } });
    await wx.openDocument({ filePath: await download(letter.url), fileType: 'pdf', showMenu: true });
  } catch (caught) {
    page.change({ letterError: sentenceOf(caught) });
  } finally {
    page.change({ isDrawing: false });
  }
}

function view({ own }: OpenPage<Own>) {
  const { guide, organizerKind, filings } = own;
  return {
    provinces: openProvinces().map(({ code, short }) => ({ code, short, isOn: code === own.region })),
    closed: closedProvinces()
      .map(({ short }) => short)
      .join('、'),
    isChoosing: own.isChoosing,
    organizerKind,
    title: guide ? `${guide.province.short}${organizerKind === 'enterprise' ? '企业' : '个人'}要准备的` : '',
    facts: guide ? costAndTime(guide) : null,
    words: GLOSSARY,
    start: START_WORDS,
    consent: CONSENT,
    needed: guide ? thingsNeeded(guide) : [],
    brief: guide
      ? thingsNeeded(guide)
          .map(({ title }) => title)
          .join('、')
      : '',
    way: guide ? wayOf(guide) : [],
    unfinished: filings
      .filter(({ state }) => !hasEnded(state))
      .map(({ filingId, domain, stateLabel }) => ({
        ...{ filingId, domain, stateLabel },
        url: stepUrl(filingId, 'progress'),
      })),
    hasFilings: filings.length > 0,
    letterError: own.letterError,
    isDrawing: own.isDrawing,
  };
}

/** What 备案 is, who may file here, what must be at hand, and how long it takes; for known people their filings first. */
Component(
  pageOf<Own>({
    start: () => ({
      ...{ region: '', organizerKind: 'enterprise', guide: undefined, filings: [] },
      ...{ isChoosing: false, letterError: '', isDrawing: false },
    }),
    load,
    returned: (page) => void (isKnownPerson() && loadFilings(page)),
    view,
    share: () => ({ title: '给网站办一个备案号', path: '/pages/start/index' }),
    on: {
      province: (page, { currentTarget }) => choose(page, { region: currentTarget.dataset.code ?? '' }),
      kind: (page, { currentTarget }) =>
        choose(page, { organizerKind: currentTarget.dataset.kind === 'individual' ? 'individual' : 'enterprise' }),
      others: (page) => page.change({ isChoosing: !page.own.isChoosing }),
      letter: openLetter,
      help: (_page, { currentTarget }) => goTo(`/pages/help/index?topic=${currentTarget.dataset.topic}`),
      begin: ({ own }) => goTo(`${checkOf(own)}${own.filings.length > 0 ? '' : '&take=1'}`),
      typing: ({ own }) => goTo(`${checkOf(own)}&typing=1`),
      filings: () => goTo('/pages/filings/index'),
    },
  }),
);
