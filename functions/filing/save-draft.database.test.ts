import { ENTERPRISE, INDIVIDUAL, type Specimen } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import type { DraftValue } from '../../shared/domain/filing/form-draft.ts';
import { testClock } from '../../tests/support/clock.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { filingCasesOf, SETTINGS } from '../../tests/support/filings/filing-cases.ts';
import { draftFiling, eligibilityOf, filingIn } from '../../tests/support/filings/filings.ts';
import { contract } from './contract.ts';
import { saveDraft } from './save-draft.ts';
import { saveOrganizer } from './save-organizer.ts';
import { removeWebsite } from './save-website.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { instance } = await testInstance(clock);
const ports = () => ({ ...instance, settings: SETTINGS, filingCases: filingCasesOf(instance) });
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) MicroMessenger/8.0';

/** A filing with nothing filled in. */
async function blankFiling(specimen: Specimen = ENTERPRISE) {
  const { accountId: applicantId } = await instance.accounts.signIn(instance.ids.secret());
  await instance.consents.give(applicantId, '2026-11');
  const [filingId, websiteId] = [instance.ids.uuid(), instance.ids.uuid()];
  const eligibility = eligibilityOf(specimen);
  const website = { id: websiteId, domain: eligibility.domain, cloudService: eligibility.cloudService };
  const contents = { eligibility, websites: [website] };
  await instance.filings.create({ id: filingId, applicantId, filingType: 'first', contents });
  return { applicantId, filingId, websiteId };
}
type Place = Awaited<ReturnType<typeof blankFiling>>;

interface Sent {
  readonly seen?: number;
  readonly page?: string;
  readonly taken?: readonly string[];
  readonly settled?: readonly string[];
}

async function sent(at: Place, form: string, fields: object, { seen = 0, page = 'phone', ...more }: Sent = {}) {
  const body = { page: page.padEnd(16, '_'), fields: fields as Readonly<Record<string, DraftValue>>, ...more };
  const { applicantId, filingId } = at;
  const command = { applicantId, filingId, form, seenVersion: seen, userAgent: IPHONE, body };
  return contract.saveDraft.reply.parse(await saveDraft(command, ports()));
}

const contentsOf = async ({ filingId, applicantId }: Place) =>
  (await instance.filings.findOwn(filingId, applicantId)).contents;
const draftsOf = ({ filingId }: Place) => instance.formDrafts.ofFiling(filingId);

describe('a half-filled form', () => {
  it('is saved field by field, each save with its own version, and not into the filing', async () => {
    const at = await blankFiling();

    const first = await sent(at, 'principal', { name: '周明' });
    const second = await sent(at, 'principal', { mobile: '13822201234' }, { seen: 1 });

    expect([first.version, second.version, second.conflicts]).toEqual([1, 2, []]);
    expect(second.gaps).toEqual(['email', 'emergencyPhone', 'idNumber', 'idValidFrom', 'idValidTo']);
    expect((await contentsOf(at)).principal).toBeUndefined();
    const [stored] = await draftsOf(at);
    expect(stored?.draft.fields.mobile).toEqual({
      value: '13822201234',
      version: 2,
      page: 'phone___________',
      device: '微信 · iPhone',
      at: '2026-11-24T02:00:00.000Z',
    });
  });

  it('is judged by what is filled in, and by nothing that is blank', async () => {
    const at = await blankFiling();

    const { findings } = await sent(at, 'principal', { mobile: '12345678901', email: '' });

    expect([...new Set(findings.map(({ field }) => field))]).toEqual(['principal.mobile']);
  });

  it('has no findings while nothing is filled in', async () => {
    const at = await blankFiling();

    const forms = ['organizer', 'principal', `website.${at.websiteId}`, `site-owner.${at.websiteId}`];
    const replies = [];
    for (const form of forms) replies.push(await sent(at, form, { name: '' }));

    expect(replies.map(({ findings, problems }) => [findings, problems])).toEqual(forms.map(() => [[], []]));
  });

  it('says what is too long beside its field, and keeps it', async () => {
    const at = await blankFiling();
    const name = '云'.repeat(61);

    const { problems } = await sent(at, `website.${at.websiteId}`, { name });

    expect(problems).toEqual([{ field: 'name', message: '内容过长，最多 60 个字，请精简。' }]);
    expect((await draftsOf(at))[0]?.draft.fields.name?.value).toBe(name);
  });

  it('shows nothing personal in its reply', async () => {
    const at = await blankFiling(INDIVIDUAL);
    const { principal } = INDIVIDUAL;

    const reply = JSON.stringify([
      await sent(at, 'principal', principal),
      await sent(at, 'principal', { name: '李某' }, { page: 'desktop' }),
    ]);

    const { name, idNumber, mobile, email } = principal;
    for (const value of [name, idNumber, mobile, email, '李某']) expect(reply).not.toContain(value);
  });

  it('keeps the filing for another 30 days, with one line of history an hour', async () => {
    const at = await blankFiling();
    const updatedAt = async () => (await instance.filings.findOwn(at.filingId, at.applicantId)).updatedAt.toISOString();

    clock.forward(2 * 3600);
    await sent(at, 'principal', { name: '周' });
    clock.forward(600);
    await sent(at, 'principal', { name: '周明' }, { seen: 1 });

    expect(await updatedAt()).toBe('2026-11-24T04:00:00.000Z');
    expect(await instance.filings.historyOf(at.filingId)).toHaveLength(2);
  });
});

describe('a form that becomes complete', () => {
  it('is saved into the filing with what is confirmed, and judged as before', async () => {
    const at = await blankFiling();
    const { name, idNumber, ...rest } = ENTERPRISE.principal;

    await sent(at, 'principal', rest);
    const { gaps, findings, filing } = await sent(at, 'principal', { name, idNumber }, { taken: ['idNumber'] });

    const { principal, confirmed } = await contentsOf(at);
    expect([gaps, findings, filing.version]).toEqual([[], [], 2]);
    expect(principal).toEqual(ENTERPRISE.principal);
    expect(confirmed).toEqual(['principal.idValidFrom', 'principal.idValidTo', 'principal.name']);
  });

  it.each([
    ['organizer', () => ENTERPRISE.organizer, 'organizer'],
    ['website', () => ENTERPRISE.website, 'details'],
    ['site-owner', () => ENTERPRISE.principal, 'siteOwner'],
  ] as const)('works for the form %s', async (kind, form, part) => {
    const at = await blankFiling();

    await sent(at, kind === 'organizer' ? kind : `${kind}.${at.websiteId}`, form());

    const { organizer, websites } = await contentsOf(at);
    expect({ organizer, ...websites[0] }).toMatchObject({ [part]: form() });
  });

  it('carries a renewed certificate to the other place of the same person, and never an older one back', async () => {
    const at = await blankFiling();
    const site = `site-owner.${at.websiteId}`;
    const expired = { ...ENTERPRISE.principal, idValidFrom: '2006-05-10', idValidTo: '2026-05-10' };
    const renewed = { idValidFrom: '2026-05-11', idValidTo: '2046-05-11' };
    const terms = async () => {
      const { principal, websites } = await contentsOf(at);
      return [principal, websites[0]?.siteOwner].map((person) => person?.idValidTo);
    };
    await sent(at, site, { ...expired, mobile: '13722200001' });
    await sent(at, 'principal', expired);

    // No card is valid for so many years: what was mistyped is carried nowhere.
    await sent(at, 'principal', { idValidTo: '2056-05-11' }, { seen: 1 });
    expect(await terms()).toEqual(['2056-05-11', '2026-05-10']);
    await sent(at, 'principal', renewed, { seen: 2, taken: ['idValidFrom'] });

    const { websites, confirmed } = await contentsOf(at);
    expect(websites[0]?.siteOwner).toEqual({ ...expired, ...renewed, mobile: '13722200001' });
    expect(confirmed).toContain(`websites.${at.websiteId}.siteOwner.idValidTo`);
    expect(confirmed).not.toContain(`websites.${at.websiteId}.siteOwner.idValidFrom`);
    expect((await draftsOf(at)).find(({ form }) => form === site)?.draft.fields.idValidTo?.value).toBe('2046-05-11');

    await sent(at, site, { idValidTo: '2026-05-10' }, { seen: 2 });
    expect(await terms()).toEqual(['2046-05-11', '2026-05-10']);
    await sent(at, site, { idValidTo: 'long-term' }, { seen: 3 });
    expect(await terms()).toEqual(['long-term', 'long-term']);
  });

  it('stays as it was in the filing while it is incomplete again, which stops a submission', async () => {
    const at = await draftFiling(instance);

    const { gaps } = await sent(at, 'principal', { email: '' });

    const filing = await instance.filings.findOwn(at.filingId, at.applicantId);
    expect([gaps, filing.contents.principal?.email]).toEqual([['email'], ENTERPRISE.principal.email]);
    const { drafts } = await filingCasesOf(instance).whole(filing, true);
    expect(drafts).toMatchObject([{ form: 'principal', gaps: ['email'], conflicts: [] }]);
  });
});

describe('two devices', () => {
  it('that change one field keep both values until the person has chosen', async () => {
    const at = await blankFiling();
    await sent(at, 'principal', { name: '周明' }, { page: 'phone' });

    const other = await sent(at, 'principal', { name: '周建明' }, { page: 'desktop' });
    expect([other.version, other.conflicts, other.unseen]).toEqual([2, ['name'], ['name']]);
    expect((await draftsOf(at))[0]?.draft.others.name?.map(({ value }) => value)).toEqual(['周建明']);

    const settled = await sent(at, 'principal', { name: '周建明' }, { page: 'desktop', seen: 2, settled: ['name'] });
    expect([settled.version, settled.conflicts]).toEqual([3, []]);
    expect((await draftsOf(at))[0]?.draft.fields.name?.value).toBe('周建明');
  });

  it('do not save a form in conflict into the filing', async () => {
    const at = await draftFiling(instance);
    await sent(at, 'principal', { email: 'one@example.com' }, { page: 'phone' });

    await sent(at, 'principal', { email: 'two@example.com' }, { page: 'desktop' });
    await sent(at, 'principal', { mobile: '13822205678' }, { page: 'phone', seen: 1 });

    expect((await contentsOf(at)).principal).toMatchObject({
      email: 'one@example.com',
      mobile: ENTERPRISE.principal.mobile,
    });
  });

  it('lose nothing when they save at the same moment', async () => {
    const at = await blankFiling();

    await Promise.all(
      Object.entries(ENTERPRISE.principal).map(([key, value], place) =>
        sent(at, 'principal', { [key]: value }, { page: `page${place}` }),
      ),
    );

    expect((await contentsOf(at)).principal).toEqual(ENTERPRISE.principal);
  });
});

describe('a whole form over the API', () => {
  it('is not overwritten by a page that shows what was before', async () => {
    const at = await draftFiling(instance);
    const { applicantId, filingId } = at;
    const body = { ...ENTERPRISE.organizer, remark: '来自接口' };
    await saveOrganizer({ applicantId, filingId, body }, ports());

    const { conflicts } = await sent(at, 'organizer', { remark: '来自网页' });

    expect(conflicts).toEqual(['remark']);
    expect((await contentsOf(at)).organizer?.remark).toBe('来自接口');
  });
});

describe('a field is refused', () => {
  it.each(['confirmed', 'credit', '__proto'])('that the form does not have: %s', async (key) => {
    const at = await blankFiling();

    await expect(sent(at, 'organizer', { [key]: 'x' })).rejects.toMatchObject({ refusal: 'request.invalid' });
  });

  it('of a website that the filing does not have', async () => {
    const at = await blankFiling();

    await expect(sent(at, `website.${instance.ids.uuid()}`, { name: 'x' })).rejects.toMatchObject({
      refusal: 'website.unknown',
    });
  });

  it("of another person's filing", async () => {
    const [at, other] = [await blankFiling(), await blankFiling()];

    await expect(sent({ ...at, applicantId: other.applicantId }, 'principal', { name: 'x' })).rejects.toMatchObject({
      refusal: 'filing.unknown',
    });
  });

  it('after the person has withdrawn their consent', async () => {
    const at = await blankFiling();
    await instance.consents.withdraw(at.applicantId);

    await expect(sent(at, 'principal', { name: 'x' })).rejects.toMatchObject({ refusal: 'consent.missing' });
    expect(await draftsOf(at)).toEqual([]);
  });

  it('that nobody has asked to change in a returned filing', async () => {
    const at = await filingIn(instance, 'returned');

    await expect(sent(at, 'principal', { name: 'x' })).rejects.toMatchObject({ refusal: 'filing.field-closed' });
    expect(await draftsOf(at)).toEqual([]);
  });

  it('when there are too many values of it', async () => {
    const at = await blankFiling();
    for (let page = 0; page <= 20; page += 1) await sent(at, 'principal', { name: `名${page}` }, { page: `p${page}` });

    await expect(sent(at, 'principal', { name: '又一个' }, { page: 'last' })).rejects.toMatchObject({
      refusal: 'draft.unsettled',
    });
  });
});

describe('a website that is removed', () => {
  it('takes its drafts along', async () => {
    const at = await draftFiling(instance);
    const other = instance.ids.uuid();
    await instance.filings.change(at.filingId, at.applicantId, ({ contents }) => ({
      event: 'save',
      contents: { ...contents, websites: [...contents.websites, { ...contents.websites[0], id: other } as never] },
    }));
    await sent(at, `website.${other}`, { name: '云' });

    await removeWebsite({ applicantId: at.applicantId, filingId: at.filingId, websiteId: other }, ports());

    expect(await draftsOf(at)).toEqual([]);
  });
});
