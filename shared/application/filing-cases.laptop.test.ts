import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen } from 'loopback-server/http-server.ts';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { cvmActions } from 'tencent-stand-in/cvm.ts';
import { domainActions } from 'tencent-stand-in/domain.ts';
import { companyActions } from 'tencent-stand-in/ocr.ts';
import { createWorld } from 'tencent-stand-in/world.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failed } from '../../platform/ports/failed.ts';
import { testClock } from '../../tests/support/clock.ts';
import { type TestDatabase, testDatabase } from '../../tests/support/database/database.ts';
import { type Instance, openInstance } from '../../tests/support/database/instance.ts';
import { draftFiling, eligibilityOf, filingIn } from '../../tests/support/filings/filings.ts';
import { createCloudServices } from '../adapters/tencent/cloud-services/cloud-services.ts';
import { createDomainRegistry } from '../adapters/tencent/domain-registry.ts';
import { createCompanyRegister as createTencentRegister } from '../adapters/tencent/ocr/company-register.ts';
import { createWebsiteProbe } from '../adapters/web/website-probe.ts';
import type { Filing } from '../domain/filing/filing.ts';
import type { LivenessState } from '../domain/liveness/liveness.ts';
import type { Document } from '../domain/media/document.ts';
import type { CaseLiveness, WebsiteFacts } from '../domain/rules/case.ts';
import { materialsNeeded } from '../domain/rules/materials/materials-needed.ts';
import { createBilled } from './billed.ts';
import { createCompanyAnswers } from './company-register.ts';
import { type CasePorts, createFilingCases } from './filing-cases.ts';
import { REGISTER_TARIFF } from './tariffs.ts';

let dir: string;
let cloud: RunningCloudApi;
let test: TestDatabase;
let instance: Instance;
let ports: CasePorts;
const clock = testClock('2026-11-24T02:00:00Z');

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'world-'));
  const world = await createWorld({ dir });
  const actions = { ...domainActions(world), ...cvmActions(world), ...companyActions(world) };
  cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions });
  test = await testDatabase();
  instance = openInstance(test.url, clock);
  const api = {
    credentials: () => LAPTOP_CREDENTIALS,
    region: 'ap-guangzhou',
    endpoint: cloud.url,
    timeoutSeconds: 5,
  };
  ports = {
    ...instance,
    domainRegistry: createDomainRegistry(api),
    cloudServices: createCloudServices(api),
    settings: {
      openProvinces: ['440000'],
      consentTextVersion: '2026-11',
      termsTextVersion: '2026-11',
      replacementProvinces: [],
      oneLivenessProvinces: [],
      acceptsThreeMonths: false,
      letterFont: 'font.ttf',
    },
  };
});
afterAll(async () => {
  await instance.close();
  await test.close();
  await cloud.stop();
  await rm(dir, { recursive: true });
});

const INPUT = eligibilityOf(ENTERPRISE);
const newAccount = async () => (await instance.accounts.signIn(instance.ids.secret())).accountId;

describe('eligibility', () => {
  it('combines the input, the registries and the account', async () => {
    const eligibility = await createFilingCases(ports).eligibility(INPUT, await newAccount());

    expect(eligibility).toMatchObject({
      now: clock.now(),
      openProvinces: ['440000'],
      input: INPUT,
      organizerRecord: { known: true, value: undefined },
      facts: {
        domain: { known: true, value: { ownerName: '深圳市云帆样例科技有限公司', realName: 'approved' } },
        domainRecord: { known: true, value: undefined },
        cloudService: { known: true, value: { inMainland: true, prepaid: true, running: true } },
      },
    });
    expect(eligibility.hasUnfinishedFiling).toBe(false);
  });

  it('as typed withholds every record, and asks nobody for it', async () => {
    const records = () => Promise.reject(new TypeError('nobody may ask'));
    const silent = { ...ports, ownRecords: { findFiled: records }, filingRegistry: { records } };
    const cases = createFilingCases(silent);

    const eligibility = await cases.eligibilityAsTyped(INPUT, undefined);
    const signedIn = await cases.eligibilityAsTyped(INPUT, await newAccount());

    expect(eligibility).toMatchObject({
      input: INPUT,
      organizerRecord: { known: false, why: 'withheld' },
      facts: {
        domain: { known: true, value: { ownerName: '深圳市云帆样例科技有限公司' } },
        domainRecord: { known: false, why: 'withheld' },
        cloudService: { known: true, value: { running: true } },
      },
    });
    expect(eligibility.facts.cloudService).not.toHaveProperty('value.websitesElsewhere');
    expect([eligibility.hasUnfinishedFiling, signedIn.hasUnfinishedFiling]).toEqual([undefined, false]);
  });

  it('distinguishes an account with an unfinished filing from one whose filings have all ended', async () => {
    const [busy, free] = [await draftFiling(instance), await filingIn(instance, 'abandoned')];
    const cases = createFilingCases(ports);

    const unfinished = [
      (await cases.eligibility(INPUT, busy.applicantId)).hasUnfinishedFiling,
      (await cases.eligibility(INPUT, free.applicantId)).hasUnfinishedFiling,
    ];

    expect(unfinished).toEqual([true, false]);
  });

  it('counts the websites of other filings on the server, without those of the filing itself', async () => {
    const cases = createFilingCases(ports);
    const elsewhere = (facts: WebsiteFacts | undefined) =>
      facts?.cloudService.known ? facts.cloudService.value?.websitesElsewhere : undefined;
    const before = elsewhere((await cases.eligibility(INPUT, await newAccount())).facts) ?? 0;
    const { filingId, websiteId, applicantId } = await filingIn(instance, 'queued');

    const after = elsewhere((await cases.eligibility(INPUT, await newAccount())).facts);
    const own = await cases.whole(await instance.filings.findOwn(filingId, applicantId), true);

    expect(after).toBe(before + 1);
    expect(elsewhere(own.facts[websiteId])).toBe(before);
  });

  it('knows that a domain and a server do not exist', async () => {
    const nothing = { ...INPUT.cloudService, resourceId: 'ins-zz999999' } as typeof INPUT.cloudService;

    const { facts } = await createFilingCases(ports).eligibility(
      { ...INPUT, domain: 'nobody-has-this.cn', cloudService: nothing },
      await newAccount(),
    );

    expect(facts.domain).toEqual({ known: true, value: undefined });
    expect(facts.cloudService).toEqual({ known: true, value: undefined });
  });

  it('does not know the facts of a vendor that fails, but the others', async () => {
    cloud.failNext('DescribeDomainSimpleInfo', { code: 'RequestLimitExceeded' });

    const { facts } = await createFilingCases(ports).eligibility(INPUT, await newAccount());

    expect(facts.domain).toEqual({ known: false });
    expect(facts.cloudService).toMatchObject({ known: true, value: { prepaid: true } });
  });

  describe('with an authorization code', () => {
    const CODE = 'ABCD-1234-EFGH-5678';
    const server = { kind: 'resource', product: 'cvm', resourceId: 'ins-gz000001', region: 'ap-guangzhou' } as const;
    const withCode = (code: string) => ({ ...INPUT, cloudService: { kind: 'authorization-code', code } as const });
    const cloudFacts = async (code: string, applicantId?: string) => {
      const asking = applicantId ?? (await newAccount());
      return (await createFilingCases(ports).eligibility(withCode(code), asking)).facts.cloudService;
    };

    it('knows the server behind it, for everybody when it has no target', async () => {
      const { applicantId: ownerId } = await draftFiling(instance);
      await instance.authorizationCodes.create({ id: instance.ids.uuid(), code: CODE, ownerId, server }, 5);

      const facts = await cloudFacts('abcd1234efgh5678');

      expect(facts).toMatchObject({ known: true, value: { prepaid: true, running: true } });
      expect(facts).not.toHaveProperty('value.codeHeldBy');
    });

    it('knows it only for its target when it has one', async () => {
      const [owner, target] = [await draftFiling(instance), await draftFiling(instance)];
      const code = 'BOUN-DCOD-EBOU-NDCO';
      const { applicantId: ownerId } = owner;
      await instance.authorizationCodes.create(
        { id: instance.ids.uuid(), code, ownerId, server, targetId: target.applicantId },
        5,
      );

      const facts = [
        await cloudFacts(code, target.applicantId),
        await cloudFacts(code, ownerId),
        await cloudFacts(code),
      ];

      expect(facts).toMatchObject([
        { known: true, value: { running: true } },
        { value: undefined },
        { value: undefined },
      ]);
    });

    it('says nothing of it to somebody who is not signed in, whether there is such a code or not', async () => {
      const asked: string[] = [];
      const authorizationCodes = {
        ...instance.authorizationCodes,
        findByCode: async (code: string) => void asked.push(code) as undefined,
      };
      const cases = createFilingCases({ ...ports, authorizationCodes });

      const { facts } = await cases.eligibilityAsTyped(withCode(CODE), undefined);

      expect([facts.cloudService, asked]).toEqual([{ known: false, why: 'withheld' }, []]);
    });

    it('reports another filing that uses it, open or approved, but not the filing itself', async () => {
      const { applicantId, filingId } = await filingIn(instance, 'authority-review', INDIVIDUAL);
      const code = 'HELD-CODE-HELD-CODE';
      const id = instance.ids.uuid();
      await instance.authorizationCodes.create({ id, code, ownerId: applicantId, server }, 5);
      await instance.authorizationCodes.assignToFiling([code], { filingId, applicantId });
      const heldBy = async () => (await cloudFacts(code)) as { value?: { codeHeldBy?: string } };

      const underWay = await heldBy();
      const filing = await instance.filings.findOwn(filingId, applicantId);
      const websites = filing.contents.websites.map((website) => ({
        ...website,
        cloudService: { kind: 'authorization-code', code } as const,
      }));
      const own = await createFilingCases(ports).whole({ ...filing, contents: { ...filing.contents, websites } }, true);
      const numbers = { organizer: '粤ICP备2026000001号', websites: {} };
      await instance.reviews.changeFiling(filingId, () => ({ event: 'approve', numbers }));
      const approved = await heldBy();

      expect([underWay.value?.codeHeldBy, approved.value?.codeHeldBy]).toEqual(['open-filing', 'approved-filing']);
      const [ownFacts] = Object.values(own.facts);
      expect(ownFacts?.cloudService).toMatchObject({ value: { running: true } });
      expect(ownFacts).not.toHaveProperty('cloudService.value.codeHeldBy');
    });

    it('knows that a code does not exist, without calling a vendor', async () => {
      cloud.failNext('DescribeInstances', { code: 'InternalError' });

      const unknown = await cloudFacts('NOBO-DYHA-STHI-SONE');
      const { facts: asked } = await createFilingCases(ports).eligibility(INPUT, await newAccount());

      expect(unknown).toEqual({ known: true, value: undefined });
      // The fault was still pending for the first call.
      expect(asked.cloudService).toEqual({ known: false });
    });
  });

  it('does not hide a bug as an unknown fact', async () => {
    const broken = { ...ports, domainRegistry: { facts: () => Promise.reject(new TypeError('a bug')) } };

    const eligibility = createFilingCases(broken).eligibility(INPUT, await newAccount());

    await expect(eligibility).rejects.toThrow('a bug');
  });
});

describe('a filing', () => {
  const find = ({ filingId, applicantId }: { filingId: string; applicantId: string }) =>
    instance.filings.findOwn(filingId, applicantId);

  /** An ID card with this number, as OCR leaves it. */
  async function readIdCard({ filingId, applicantId }: { filingId: string; applicantId: string }, idNumber: string) {
    const id = instance.ids.uuid();
    const incomingKey = `incoming/${instance.ids.secret()}`;
    const file = { kind: 'id-front', subject: 'principal', contentType: 'image/jpeg', maxBytes: 1 } as const;
    const noLimit = { grants: 9, bytes: Infinity };
    await instance.documents.create({ ...file, id, filingId, applicantId, incomingKey }, noLimit);
    const fields = { idNumber: { text: idNumber, confidence: 1 } };
    await instance.documents.change(id, 'waiting', { state: 'ready', fields });
  }

  /** Checks of the filing's website, one second apart. */
  async function withChecks(...states: readonly LivenessState[]): Promise<Filing> {
    const draft = await draftFiling(instance);
    const upload = async (kind: 'liveness-photo' | 'liveness-video') => {
      const document = {
        id: instance.ids.uuid(),
        filingId: draft.filingId,
        applicantId: draft.applicantId,
        kind,
        subject: `website:${draft.websiteId}` as const,
        contentType: 'image/jpeg',
        maxBytes: 1,
        incomingKey: `incoming/${instance.ids.secret()}`,
      };
      return (await instance.documents.create(document, { grants: 9, bytes: Infinity })).id;
    };
    const media = { photoDocumentId: await upload('liveness-photo'), videoDocumentId: await upload('liveness-video') };
    for (const state of states) {
      clock.forward(1);
      const check = {
        id: instance.ids.uuid(),
        filingId: draft.filingId,
        websiteId: draft.websiteId,
        person: ENTERPRISE.principal,
        state,
        challenge: { actions: ['open-mouth'] as const },
        consentTextVersion: '2026-11',
        ...media,
        photoAccepted: true,
        matchedCards: [],
        reasons: [],
        createdAt: clock.now(),
        expiresAt: new Date(clock.now().getTime() + 3_600_000),
      };
      await instance.livenessChecks.create(check, 9);
    }
    return find(draft);
  }

  it('as a whole has every external fact, by website', async () => {
    const draft = await draftFiling(instance);

    const whole = await createFilingCases(ports).whole(await find(draft), true);

    expect(whole).toMatchObject({
      now: clock.now(),
      filingType: 'first',
      termsAccepted: true,
      consentGiven: true,
      organizerRecord: { known: true, value: undefined },
      facts: { [draft.websiteId]: { domain: { known: true }, cloudService: { known: true } } },
      documents: [],
      liveness: {},
    });
  });

  it('as a whole uses the documents and checks that it is given', async () => {
    const draft = await draftFiling(instance);
    const papers = { documents: [{ kind: 'id-front', subject: 'principal' } as Document], checks: [] };

    const whole = await createFilingCases(ports).whole(await find(draft), true, papers);

    expect(whole.documents).toBe(papers.documents);
  });

  describe('with a part of the facts', () => {
    /** Ports that record which vendors are called; only some of them have answers. */
    const noting = (asked: string[], some: Partial<CasePorts>): CasePorts => {
      const nobody = (name: string) => async (): Promise<never> => {
        asked.push(name);
        throw new Failed('vendor', 'broken');
      };
      return {
        ...ports,
        domainRegistry: { facts: nobody('domains') },
        filingRegistry: { records: nobody('records') },
        ownRecords: { findFiled: nobody('own records') },
        documents: { ...ports.documents, ofFiling: nobody('documents') },
        livenessChecks: { ...ports.livenessChecks, ofFiling: nobody('liveness checks') },
        consents: { ...ports.consents, hasAgreedTo: nobody('consents') },
        cloudServices: { facts: nobody('servers') },
        websiteProbe: { isOpen: nobody('website') },
        companyAnswers: {
          forSubmission: nobody('register'),
          forPicture: nobody('register'),
          ofReading: nobody('register'),
        },
        ...some,
      };
    };
    const elsewhere = { facts: async () => ({ source: 'registry', realName: 'unknown', statuses: [] }) as const };

    it('of its domains calls no other vendor, and needs the same materials as the whole', async () => {
      const filing = await find(await draftFiling(instance));
      const asked: string[] = [];
      const some = { domainRegistry: elsewhere };

      const part = await createFilingCases(noting(asked, some)).withDomains(filing);

      expect(asked).toEqual([]);
      expect(materialsNeeded(part).map(({ kind }) => kind)).toContain('domain-certificate');
      expect(materialsNeeded(part)).toEqual(
        materialsNeeded(await createFilingCases({ ...ports, ...some }).whole(filing, true)),
      );
    });

    it('of its domains and servers calls no other vendor, and knows them as the whole does, but not their other users', async () => {
      const filing = await find(await draftFiling(instance));
      const asked: string[] = [];
      const { domainRegistry, cloudServices } = ports;

      const part = await createFilingCases(noting(asked, { domainRegistry, cloudServices })).withResources(filing);

      const [whole] = Object.values((await createFilingCases(ports).whole(filing, true)).facts);
      const [facts] = Object.values(part.facts);
      expect(asked).toEqual([]);
      expect(facts?.domain).toEqual(whole?.domain);
      expect(facts?.domainRecord).toEqual({ known: false, why: 'not-asked' });
      expect(facts?.cloudService).not.toHaveProperty('value.websitesElsewhere');
      expect(whole).toMatchObject({ domain: { known: true }, cloudService: facts?.cloudService });
      expect(whole).toHaveProperty('cloudService.value.websitesElsewhere');
    });
  });

  it('at hand calls no vendor and says that nothing was asked', async () => {
    cloud.failNext('DescribeDomainSimpleInfo', { code: 'InternalError' });
    const draft = await draftFiling(instance);
    const cases = createFilingCases(ports);

    const atHand = await cases.atHand(await find(draft));
    const whole = await cases.whole(await find(draft), false);

    expect(atHand).toMatchObject({
      facts: {},
      organizerRecord: { known: false, why: 'not-asked' },
      termsAccepted: false,
    });
    // The fault was still pending for the first call.
    expect(whole.facts[draft.websiteId]?.domain).toEqual({ known: false });
  });

  it('has the consent of its applicant to the current text, and to no other', async () => {
    const [asked, old] = [await draftFiling(instance), await draftFiling(instance)];
    await instance.consents.withdraw(old.applicantId);
    await instance.consents.give(old.applicantId, '2025-01');
    const cases = createFilingCases(ports);

    const given = [
      (await cases.atHand(await find(asked))).consentGiven,
      (await cases.atHand(await find(old))).consentGiven,
    ];

    expect(given).toEqual([true, false]);
  });

  it('knows which of its people’s numbers another organizer has filed with here', async () => {
    const draft = await draftFiling(instance, INDIVIDUAL);
    const borrowed = await find(draft);
    const principal = { ...INDIVIDUAL.principal, mobile: ENTERPRISE.principal.mobile };
    await filingIn(instance, 'queued', ENTERPRISE);
    const cases = createFilingCases(ports);

    const whole = await cases.whole({ ...borrowed, contents: { ...borrowed.contents, principal } }, true);

    expect(whole.numbersElsewhere).toEqual([ENTERPRISE.principal.mobile]);
    expect((await cases.atHand(borrowed)).numbersElsewhere).toBeUndefined();
  });

  it('[A7] looks for an ID number in filings of others only once an ID card with it was read in the account', async () => {
    const draft = await draftFiling(instance, INDIVIDUAL);
    const filing = await find(draft);
    const principal = { ...INDIVIDUAL.principal, idNumber: ENTERPRISE.principal.idNumber };
    const borrowed = { ...filing, contents: { ...filing.contents, principal } };
    await filingIn(instance, 'queued', ENTERPRISE);
    const cases = createFilingCases(ports);

    const typed = await cases.whole(borrowed, true);
    await readIdCard(draft, ENTERPRISE.principal.idNumber);
    const read = await cases.whole(borrowed, true);

    expect([typed.numbersElsewhere, read.numbersElsewhere]).toEqual([[], [ENTERPRISE.principal.idNumber]]);
  });

  it('[A7] looks for no more than 22 different mobile numbers of an account in a day', async () => {
    const filing = await find(await draftFiling(instance, INDIVIDUAL));
    const cases = createFilingCases(ports);
    await filingIn(instance, 'queued', ENTERPRISE);
    const elsewhere = async (mobile: string) => {
      const principal = { ...INDIVIDUAL.principal, mobile };
      return (await cases.whole({ ...filing, contents: { ...filing.contents, principal } }, true)).numbersElsewhere;
    };
    for (let guess = 10; guess < 32; guess += 1) await elsewhere(`139000000${guess}`);

    const beyond = await elsewhere(ENTERPRISE.principal.mobile);
    clock.forward(24 * 60 * 60);
    const nextDay = await elsewhere(ENTERPRISE.principal.mobile);

    expect([beyond, nextDay]).toEqual([[], [ENTERPRISE.principal.mobile]]);
  });

  it('knows an organizer and a domain that were filed here before', async () => {
    const approved = await filingIn(instance, 'authority-review');
    const numbers = { organizer: '粤ICP备2026000002号', websites: { [approved.websiteId]: '粤ICP备2026000002号-1' } };
    await instance.reviews.changeFiling(approved.filingId, () => ({ event: 'approve', numbers }));
    const draft = await draftFiling(instance);

    const whole = await createFilingCases(ports).whole(await find(draft), true);

    expect(whole.organizerRecord).toMatchObject({ value: { filedHere: 'other-account' } });
    expect(whole.facts[draft.websiteId]?.domainRecord).toMatchObject({ value: { number: '粤ICP备2026000002号-1' } });
  });

  it.each<[readonly LivenessState[], CaseLiveness['state'] | undefined, number | undefined]>([
    [[], undefined, undefined],
    [['open', 'verifying', 'unanswered'], undefined, undefined],
    [['failed'], 'failed', 1],
    [['failed', 'failed'], 'failed', 2],
    [['passed'], 'passed', 1],
    [['failed', 'passed'], 'passed', 2],
    [['passed', 'failed', 'open'], 'passed', 1],
    [['passed', 'passed'], 'passed', 2],
    [['failed', 'failed', 'failed', 'failed', 'failed'], 'handed-over', 5],
  ])(
    '[S6] after the liveness checks %j the site owner has %s, by the check number %s',
    async (states, state, number) => {
      const filing = await withChecks(...states);
      const websiteId = filing.contents.websites[0]?.id ?? '';

      const { liveness } = await createFilingCases(ports).atHand(filing);

      const checks = await instance.livenessChecks.ofFiling(filing.id);
      const expiresAt = number === undefined ? undefined : checks[number - 1]?.expiresAt;
      expect(liveness[websiteId]).toEqual(state && { state, expiresAt });
    },
  );

  it('knows whether its website is online already, where the operator checks it (DM-16)', async () => {
    const filing = await find(await draftFiling(instance));
    const web = await listen(0, async (_, response) => void response.end());
    const probing = (addressesOf: (host: string) => Promise<readonly string[]>) => ({
      ...ports,
      websiteProbe: createWebsiteProbe({ timeoutSeconds: 2, addressesOf, port: web.port }),
    });
    const answers = async (given: CasePorts) =>
      Object.values((await createFilingCases(given).whole(filing, true)).facts).map(({ isOpen }) => isOpen);

    const open = await answers(probing(async () => ['127.0.0.1']));
    const closed = await answers(probing(async () => []));
    const unresolved = await answers(probing(() => Promise.reject(new Failed('website-probe', 'timeout'))));
    const unasked = await answers(ports);
    await web.stop();

    expect([open, closed, unresolved, unasked]).toEqual([
      [{ known: true, value: true }],
      [{ known: true, value: false }],
      [{ known: false }],
      [undefined],
    ]);
  });

  it('knows what the commercial register says of its company, where the operator uses it (FD-92), once the ID card was read', async () => {
    const [company, individual] = [await draftFiling(instance), await draftFiling(instance, INDIVIDUAL)];
    const asking = {
      ...ports,
      companyAnswers: createCompanyAnswers(
        createBilled(
          createTencentRegister({
            credentials: () => LAPTOP_CREDENTIALS,
            region: '',
            endpoint: cloud.url,
            timeoutSeconds: 5,
          }),
          REGISTER_TARIFF,
          instance.paidCalls,
        ),
        instance.companyChecks,
        clock,
      ),
    };
    const answer = async (given: CasePorts, draft: typeof company) =>
      createFilingCases(given).company(await find(draft), 'submission');

    const guessed = [await answer(asking, company), cloud.calls('VerifyBizLicenseEnterprise4')];
    await readIdCard(company, ENTERPRISE.principal.idNumber);
    cloud.failNext('VerifyBizLicenseEnterprise4', { code: 'InternalError' });
    const failed = await answer(asking, company);
    const known = await answer(asking, company);
    const withdrawn = await draftFiling(instance);
    await instance.consents.withdraw(withdrawn.applicantId);
    const unasked = [await answer(ports, company), await answer(asking, individual), await answer(asking, withdrawn)];

    const standing = 'in-business';
    expect(guessed).toEqual([{ known: false, why: 'not-asked' }, 0]);
    expect(failed).toEqual({ known: false });
    expect(known).toEqual({
      known: true,
      value: { creditCode: true, name: true, legalRepresentative: true, idNumber: true, standing },
    });
    expect(unasked).toEqual([undefined, undefined, undefined]);
  });
});
