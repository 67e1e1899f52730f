import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { networkLost } from '../../contracts/client/api-error.ts';
import { shown } from '../../tests/support/scripted-api.ts';
import type { Call } from '../calls/api-client.ts';
import type { OfferedFields } from '../documents/documents.ts';
import { createOpenFiling } from '../filing/open-filing.ts';
import { createOverview } from '../filing/overview.ts';
import { createCodeTables } from '../kit/stores.ts';
import { ORGANIZER_FIELDS, PERSON_FIELDS, WEBSITE_FIELDS } from './form-fields.ts';
import type { KeptTyping } from './form-typing.ts';
import { createPageForms } from './page-forms.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const FILING = {
  ...{ filingId: 'f', version: 1, state: 'draft', filingType: 'first', organizerKind: 'individual', region: '440000' },
  ...{ flagged: [], websites: [{ websiteId: 'w', domain: 'qingtian.cn' }] },
};
const REPLIES: Readonly<Record<string, object>> = {
  showFiling: { filing: FILING, view: {} },
  saveDraft: { version: 1, filing: FILING, gaps: [], conflicts: [], unseen: [], findings: [], problems: [] },
  reference: { rows: [] },
};
const CARD = { name: { text: '梁晓晴', isDoubtful: true } } as OfferedFields;

/** The forms of an individual on the page of one question. @param read what their card says, which may change. */
async function openForms({ isAlone = true, read = {} as OfferedFields } = {}) {
  const bodies: object[] = [];
  const network = { isLost: false, again: () => {} };
  const call = (async (name: string, { body }: { readonly body?: { readonly fields: object } } = {}) => {
    // A save without fields asks for the findings.
    if (body && Object.keys(body.fields).length > 0) bodies.push(body.fields);
    if (network.isLost) throw networkLost(undefined);
    return REPLIES[name];
  }) as Call;
  const filing = createOpenFiling({ call, readView: async <T>() => ({ websites: [], drafts: {} }) as T, show: shown });
  await filing.open('f');
  const card = { read };
  let kept: KeptTyping | undefined;
  const forms = createPageForms({
    ...{ filing, show: shown, newPage: () => 'a-page', aimed: () => undefined, ownMobile: () => '13822201234' },
    overviews: createOverview({ call, show: shown }),
    tables: createCodeTables({ call, show: shown }),
    documents: { of: ({ kind }) => ({ read: kind === 'id-front' ? card.read : {} }) },
    keptIn: () => ({
      read: () => undefined,
      write: (next) => {
        kept = next;
      },
    }),
    onReconnect(again) {
      network.again = again;
      return () => {};
    },
  })({ isAlone: () => isAlone, asks: () => true });
  const principal = forms.of({ path: 'principal', fields: PERSON_FIELDS, subject: 'principal' });
  await vi.advanceTimersByTimeAsync(0);
  return { forms, principal, card, bodies, network, kept: () => kept?.values };
}

describe('a form that somebody types into', () => {
  it('is saved 0.8 seconds after the last key', async () => {
    const { principal, bodies } = await openForms();

    principal.set({ email: 'liang@example.c' });
    await vi.advanceTimersByTimeAsync(700);
    principal.set({ email: 'liang@example.cn' });
    await vi.advanceTimersByTimeAsync(700);
    const before = [...bodies];
    await vi.advanceTimersByTimeAsync(100);

    expect(before).toEqual([]);
    expect(bodies).toEqual([{ email: 'liang@example.cn' }]);
    expect(principal.typing.state).toBe('saved');
  });

  it('is cleaned and saved at once when a field is left', async () => {
    const { forms, principal, bodies } = await openForms();

    principal.set({ mobile: '+86 138-2220-1234' });
    forms.leave(principal, 'mobile');
    await vi.advanceTimersByTimeAsync(0);

    expect(bodies).toEqual([{ mobile: '13822201234' }]);
  });

  it('is kept on the device while the network is lost, and tried again every 10 seconds, until it is closed', async () => {
    const { principal, bodies, network, kept } = await openForms();
    network.isLost = true;

    principal.set({ email: 'liang@example.cn' });
    await principal.flush();
    await vi.advanceTimersByTimeAsync(20_000);
    const tried = bodies.length;
    principal.close();
    await vi.advanceTimersByTimeAsync(60_000);

    expect([principal.typing.state, kept()]).toEqual(['waiting', { email: 'liang@example.cn' }]);
    // Once more as it is closed.
    expect([tried, bodies.length]).toEqual([3, 4]);
  });

  it('is saved as soon as the network is back', async () => {
    const { principal, network, kept } = await openForms();
    network.isLost = true;
    principal.set({ email: 'liang@example.cn' });
    await principal.flush();

    network.isLost = false;
    network.again();
    await vi.advanceTimersByTimeAsync(0);

    expect([principal.typing.state, kept()]).toEqual(['saved', undefined]);
  });

  it('leaves a field where it is until it is left', async () => {
    const { forms, principal } = await openForms({
      read: { name: { text: '梁晓晴', isDoubtful: false } } as OfferedFields,
    });
    principal.fill();
    const places = [principal.stateOf('name').place];

    principal.pin('name');
    principal.set({ name: '梁晓青' });
    places.push(principal.stateOf('name').place);
    forms.leave(principal, 'name');
    places.push(principal.stateOf('name').place);

    expect(places).toEqual(['sure', 'sure', 'open']);
    expect(principal.stateOf('name')).toMatchObject({ origin: '手填', read: '梁晓晴', differs: true });
  });

  it('says what is missing once somebody wants to go on', async () => {
    const { forms, principal } = await openForms();
    const before = principal.stateOf('email').messages;

    const unfinished = await forms.finishAll();

    expect(before).toEqual([]);
    expect(unfinished?.path).toBe('principal');
    expect(principal.stateOf('email').messages).toEqual([{ severity: 'require', text: '请填写电子邮箱。' }]);
  });
});

describe('a value of a certificate', () => {
  it('fills a blank field once: what somebody clears stays blank until something else is read', async () => {
    const { principal, card } = await openForms({ read: CARD });
    principal.fill();
    const values = [principal.draft.name];

    principal.set({ name: '' });
    principal.fill();
    values.push(principal.draft.name);
    card.read = { name: { text: '梁晓青', isDoubtful: false } } as OfferedFields;
    principal.fill();
    values.push(principal.draft.name);

    expect(values).toEqual(['梁晓晴', '', '梁晓青']);
  });

  it('that is doubted in two forms is asked once, and confirmed in both', async () => {
    const { forms, principal } = await openForms({ read: CARD });
    const organizer = forms.of({ path: 'organizer', fields: ORGANIZER_FIELDS, subject: 'principal' });
    for (const form of [organizer, principal]) form.fill();
    const asked = [organizer, principal].map((form) => form.view().doubts.map(({ key }) => key));

    forms.confirm(organizer, 'name');

    expect(asked).toEqual([['name'], []]);
    expect([organizer, principal].map((form) => form.stateOf('name'))).toMatchObject([
      { needsLook: false, origin: '识别', place: 'sure' },
      { needsLook: false, origin: '识别', place: 'sure' },
    ]);
    expect(principal.view().sureText).toBe('已从身份证读出 1 项，看一看');
  });

  it('that is mended in one form is mended in the other', async () => {
    const { forms, principal } = await openForms({ read: CARD });
    const organizer = forms.of({ path: 'organizer', fields: ORGANIZER_FIELDS, subject: 'principal' });
    for (const form of [organizer, principal]) form.fill();

    organizer.set({ name: '梁晓青' });
    forms.leave(organizer, 'name');

    expect([organizer.draft.name, principal.draft.name]).toEqual(['梁晓青', '梁晓青']);
  });

  it('that is cleared in one form stays in the other', async () => {
    const { forms, principal } = await openForms({ read: CARD });
    const organizer = forms.of({ path: 'organizer', fields: ORGANIZER_FIELDS, subject: 'principal' });
    for (const form of [organizer, principal]) form.fill();

    organizer.set({ name: '' });
    forms.leave(organizer, 'name');

    expect([organizer.draft.name, principal.draft.name]).toEqual(['', '梁晓晴']);
  });
});

describe('a value that follows from what is known', () => {
  it('is filled in on the page of a question, marked, and stays out when somebody takes it out', async () => {
    const { principal } = await openForms();
    principal.fill();
    const { value, origin } = principal.stateOf('mobile');

    principal.set({ mobile: '' });
    principal.fill();

    expect([value, origin]).toEqual(['13822201234', '你登录的号码，不是本人的请改']);
    expect(principal.draft.mobile).toBe('');
  });

  it('is not filled in where a page asks for everything', async () => {
    const { principal } = await openForms({ isAlone: false });

    principal.fill();

    expect(principal.draft.mobile).toBe('');
  });

  it('is told in a line below the fields', async () => {
    const { forms } = await openForms();
    const { fill, view } = forms.of({
      path: 'websites.0.details',
      fields: WEBSITE_FIELDS.filter(({ key }) => key === 'homeUrl'),
      subject: 'website:w',
    });

    fill();

    expect(view()).toMatchObject({ open: [], sureText: '系统填了 1 项：www.qingtian.cn' });
  });
});
