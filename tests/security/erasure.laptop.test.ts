import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import COS from 'cos-nodejs-sdk-v5';
import { strFromU8, unzipSync } from 'fflate';
import pg from 'pg';
import { drawIdFront } from 'specimens/cards.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { portrait } from 'specimens/person.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { openidOfName } from 'tencent-stand-in/wechat.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { seal } from '../../platform/compose/keys.ts';
import { bucketName, objectStore } from '../../platform/compose/object-store.ts';
import { placeIn, type SealedTable } from '../../shared/adapters/postgres/sealing/sealed-place.ts';
import { database } from '../../shared/compose/database.ts';
import { EXPORT_PARTS } from '../../shared/domain/data/personal-data.ts';
import type { DocumentKind, DocumentSubject } from '../../shared/domain/media/document.ts';
import { dumpOf } from '../support/database/database.ts';
import { documents, reviews } from '../support/database/service-ports.ts';
import { readyDocument } from '../support/filings/ready-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { haveCertificate, haveCertificateAt } from '../support/pictures/certificate-at-hand.ts';
import { anyFrame, type SiteOwner, similar, siteOwnerAt } from '../support/pictures/liveness-tries.ts';
import { callerAt, refusalOf } from '../support/routes/caller.ts';
import { collectLog } from '../support/scf.ts';
import { CONSENT_TEXT_VERSION, eligibleInput, type TestLaptop, testLaptop } from '../support/test-laptop.ts';

const WAIT = { timeout: 60_000, interval: 100 };
const NAME = 'to be forgotten';
const HOOK = 'http://127.0.0.1:9/a-hook-of-one-person';
const ROLE = 'qcs::cam::uin/100000000002:roleName/icp-filing';
const PHONE = '13822270001';
const REASON = '周建明的证件照片不清楚';
const WORD = '周建明的证件只有这一张照片';
/** Agreed on another phone that a card was handed over to, before a filing. */
const AGREED = '欧阳拍照';

const { organizer, principal, website, licence, idCard, domain } = ENTERPRISE;
/** What was typed, read, said and linked; of nothing may a trace be left. */
const VALUES = [
  organizer.name,
  licence.address,
  licence.creditCode,
  principal.name,
  principal.idNumber,
  principal.mobile,
  principal.email,
  idCard.address,
  website.name,
  domain,
  HOOK,
  ROLE,
  REASON,
  WORD,
  AGREED,
  openidOfName(NAME),
  PHONE,
];

const dir = mkdtempSync(join(tmpdir(), 'icp-filing-erasure-'));
let laptop: TestLaptop;
let owner: SiteOwner;
let applicantId: string;
const log = collectLog();

beforeAll(async () => {
  laptop = await testLaptop({ dir, hostFunctions: inProcessHost, review: 'manual' });
  await cos().putBucketVersioning({ ...place(), VersioningConfiguration: { Status: 'Enabled' } });
  owner = await filled();
});
afterAll(async () => {
  await laptop.stop();
  log.stop();
  rmSync(dir, { recursive: true, force: true });
});

const cos = () =>
  new COS({
    SecretId: LAPTOP_CREDENTIALS.secretId,
    SecretKey: LAPTOP_CREDENTIALS.secretKey,
    SecurityToken: LAPTOP_CREDENTIALS.token,
    Protocol: 'http:',
    Ip: new URL(laptop.addresses.cos).host,
    ConfCwd: dir,
  });
const place = () => ({ Bucket: bucketName(), Region: LAPTOP_ACCOUNT.region });
const versions = async () => {
  const { Versions, DeleteMarkers } = await cos().listObjectVersions(place());
  return [...Versions, ...DeleteMarkers].map(({ Key }) => Key);
};

/** A card is handed over to somebody else's phone, who agrees and begins an upload. */
async function agreedOnAPhone(call: SiteOwner['call']) {
  const path = '/v1/uploads/hand-overs';
  const made = await call('POST', path, { kinds: ['id-back'], subject: 'principal', isForOther: true });
  const pass = { token: (made.body as { token: string }).token, device: 'D'.repeat(43) };
  await call('POST', `${path}/openings`, pass);
  const consent = { name: AGREED, textVersion: CONSENT_TEXT_VERSION };
  return call('POST', `${path}/grants`, { ...pass, kind: 'id-back', contentType: 'image/jpeg', bytes: 1, consent });
}

/** An account that has used every route, with a filing that the desk has returned and that was given up since. */
async function filled(): Promise<SiteOwner> {
  const site = await siteOwnerAt(laptop, NAME);
  const { filer, filingId, call } = site;
  const filing = await (await reviews()).findFiling(filingId);
  ({ applicantId } = filing);
  const front = await drawIdFront(idCard, { portrait: await portrait() });
  await filer.upload(filingId, 'id-front', 'principal', front);
  const checkId = await site.recorded();
  const frame = await anyFrame();
  site.faceIdSays(similar(93, frame), similar(90, frame));
  expect((await site.verification(checkId)).body).toMatchObject({ state: 'passed' });
  for (const { kind, subject, state } of await filer.materials(filingId))
    if (state === 'missing') await readyDocument(filing, kind as DocumentKind, subject as DocumentSubject);
  const typed = { page: 'an-open-page-of-it', fields: { email: principal.email } };
  expect(await call('PUT', `/v1/filings/${filingId}/drafts/principal`, typed)).toMatchObject({ status: 200 });
  await submitted(site);
  await haveCertificate(applicantId, { certificateType: 'id-card', certificateNumber: principal.idNumber });
  const routes = [
    await call('GET', `/v1/filings/${filingId}`),
    await call('PUT', `/v1/filings/${filingId}/rounds/1/answers/1`, { word: WORD }),
    await call('GET', `/v1/materials/${filingId}/commitment-letter`),
    await call('POST', '/v1/webhook-endpoints', { url: HOOK }),
    await agreedOnAPhone(call),
    await call('PUT', '/v1/cloud-account', { roleArn: ROLE }),
    await call('POST', '/v1/authorization-codes', {
      resource: { product: 'cvm', resourceId: 'ins-kehu0001', region: 'ap-guangzhou' },
    }),
    await call('POST', '/v1/sessions/phone-links/codes', { mobile: PHONE }),
    await call('POST', '/v1/sessions/phone-links', { code: codeAt(PHONE) }),
    await call('PUT', '/v1/me/notifications', { weChat: true, sms: false, mail: true }),
    await call('POST', `/v1/contacts/${filingId}/codes`, { person: 'principal', kind: 'mobile' }),
    await call('POST', `/v1/contacts/${filingId}/confirmations`, {
      person: 'principal',
      kind: 'mobile',
      code: codeAt(principal.mobile),
    }),
    await call('POST', `/v1/contacts/${filingId}/codes`, { person: 'principal', kind: 'email' }),
    await call('POST', `/v1/contacts/${filingId}/links`, { person: 'principal', digest: 'E'.repeat(43) }),
    await call('POST', `/v1/submissions/${filingId}/abandonment`),
  ];
  expect(routes.map(({ status }) => status)).toEqual([
    200, 200, 200, 201, 201, 200, 201, 202, 200, 200, 202, 200, 202, 201, 200,
  ]);
  // One more that nobody types in: also what was asked for without a session goes.
  const asked = { mobile: PHONE, challenge: 'E'.repeat(43) };
  await (await database()).sql.deleteFrom('caller_limit').execute();
  expect((await call('POST', '/v1/sessions/phone-codes', asked)).status).toBe(202);
  return site;
}

const codeAt = (mobile: string) =>
  /\d{6}/.exec(
    laptop.sms.messages().findLast(({ phone, text }) => phone === `+86${mobile}` && text.includes('验证码为'))?.text ??
      '',
  )?.[0];

/** Hands the filing in as `submission` does, with files for its papers, and lets the desk return it. */
async function submitted({ filingId, call }: SiteOwner): Promise<void> {
  const store = await objectStore();
  for (const { cleanKey } of await (await documents()).ofFiling(filingId))
    if (cleanKey && !(await store.look(cleanKey))) await store.write(cleanKey, Buffer.from('a paper'), 'image/jpeg');
  const preview = await call('GET', `/v1/filings/${filingId}/preview`);
  const submission = await call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true });
  expect([preview.body, submission.status]).toEqual([expect.objectContaining({ submittable: true }), 202]);
  await vi.waitFor(() => expect(laptop.reviewDesk.list().map((filing) => filing.submission?.round)).toEqual([1]), WAIT);
  laptop.reviewDesk.decide(filingId, {
    kind: 'returned',
    flagged: [{ field: 'documents.id-front', reason: REASON, suggestion: '请重新拍摄' }],
  });
  await laptop.reviewDesk.idle();
  expect((await (await reviews()).findFiling(filingId)).state).toBe('returned');
}

/** Every column of every table, with what is sealed opened. */
async function openedDatabase(): Promise<string> {
  const client = new pg.Client({ connectionString: laptop.addresses.database });
  await client.connect();
  const columns = await client.query<{ name: string; column: string }>(
    `select table_name as name, column_name as column from information_schema.columns
     where table_schema = 'public' and column_name like '%\\_sealed'`,
  );
  const own = await seal();
  const opened: string[] = [];
  for (const { name, column } of columns.rows) {
    const { rows } = await client.query(`select * from "${name}" where "${column}" is not null`);
    opened.push(...rows.map((row) => own.open(row[column], placeIn(name as SealedTable, column, row))));
  }
  await client.end();
  return `${await dumpOf(laptop.addresses.database)}\n${opened.join('\n')}`;
}

/** Every file that the object store and the desk keep on their disks. */
const onDisk = (folder: string): string =>
  readdirSync(join(dir, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(dir, folder, name)).isFile())
    .map((name) => readFileSync(join(dir, folder, name)).toString('utf8'))
    .join('\n');

const found = (text: string): readonly string[] => VALUES.filter((value) => text.includes(value));
const logged = () => [...log.texts, ...laptop.lines].join('\n');

describe('an account that has used every route', () => {
  it('[E4] exports every part of docs/data.md, with its pictures', async () => {
    const { body } = await owner.call('GET', '/v1/me/data');
    const { data, files } = body as { data: { url: string }; files: readonly { url: string }[] };

    const unzipped = async (url: string) => unzipSync(new Uint8Array(await (await fetch(url)).arrayBuffer()));
    const json = strFromU8((await unzipped(data.url))['personal-data.json'] as Uint8Array);
    const parts = JSON.parse(json) as Readonly<Record<string, unknown>>;
    const pictures = (await Promise.all(files.map(({ url }) => unzipped(url)))).flatMap((zip) => Object.keys(zip));

    expect(Object.keys(parts)).toEqual(['导出时间', ...EXPORT_PARTS]);
    expect(found(json)).toEqual(VALUES);
    expect(parts).toMatchObject({
      备案授权码: [{ lastFour: expect.stringMatching(/^\w{4}$/) }],
      登录过的设备: [{ device: expect.any(String) }, { device: expect.any(String) }],
      备案: [
        {
          每次提交: [{ round: 1 }],
          审核结果: [{ kind: 'returned' }],
          联系方式确认: [{ by: 'filer' }],
          核身指纹: expect.any(Array),
        },
      ],
    });
    const [filing] = parts.备案 as readonly { readonly 核身指纹: readonly { readonly kind: string }[] }[];
    expect(filing?.核身指纹.map(({ kind }) => kind).toSorted()).toEqual(['frame', 'frame', 'photo', 'video']);
    expect(pictures.map((name) => name.replace(/^.*\/|-[0-9a-f]{8}-.*(?=\.)/g, '')).toSorted()).toEqual([
      'business-licence.jpg',
      'commitment-letter.jpg',
      'handheld-photo.jpg',
      'id-back.jpg',
      'id-front.jpg',
      'liveness-frame.jpg',
      'liveness-photo.jpg',
      'liveness-video.mp4',
    ]);
  });

  it('[E2] is erased: no value is left in the database, the object store, at the desk or in the log', async () => {
    const before = { database: await openedDatabase(), desk: onDisk('reference-desk'), objects: await versions() };

    const erased = await owner.call('DELETE', '/v1/me');
    await expect
      .poll(() => laptop.reviewDesk.list().map((filing) => filing.erasedAt !== undefined), { timeout: 60_000 })
      .toEqual([true]);

    expect([erased.status, erased.body]).toEqual([200, { erasedFilings: 1 }]);
    // The test would find them.
    expect(found(before.database)).toEqual(VALUES);
    expect(found(before.desk)).toContain(principal.idNumber);
    expect(before.objects.filter((key) => key.startsWith('clean/')).length).toBeGreaterThanOrEqual(7);
    expect(found(await openedDatabase())).toEqual([]);
    expect(found(onDisk('reference-desk'))).toEqual([]);
    expect(found(onDisk('cos'))).toEqual([]);
    expect(found(logged())).toEqual([]);
    // What is left belongs to nobody: the code of the eligibility check.
    expect((await versions()).filter((key) => !key.startsWith('views/'))).toEqual([]);
  });

  it('[E2] has no row left that names it, but for what the law asks to keep', async () => {
    const dump = await dumpOf(laptop.addresses.database);

    const tables = new Map<string, number>();
    let table = '';
    for (const line of dump.split('\n')) {
      if (!line.startsWith('(')) table = line;
      else if (line.includes(applicantId) || line.includes(owner.filingId))
        tables.set(table, (tables.get(table) ?? 0) + 1);
    }

    // The endpoint may or may not have been tried by now; an attempt holds ids only.
    tables.delete('webhook_attempt');
    expect([...tables.keys()].toSorted()).toEqual([
      'account',
      'audit',
      'consent',
      'filing',
      'filing_history',
      'outbox',
    ]);
    expect(refusalOf(await owner.call('GET', '/v1/filings'))).toBe('401 session.invalid');
  });
});

describe('[E2] an erasure over HTTP while the same person goes on', () => {
  it('refuses, or leaves no draft; nobody gets an error that is not theirs', async () => {
    const statuses = new Set<number>();
    for (let round = 0; round < 6; round += 1) {
      const name = `in a hurry ${round}`;
      const hook = `${HOOK}/${round}`;
      const filer = await laptop.signedIn(name);
      const call = await callerAt(laptop, name);
      await haveCertificateAt(filer, eligibleInput('individual'));
      const { ticket } = await filer.checkEligibility(eligibleInput('individual'));

      const [erasing, ...others] = await Promise.all([
        call('DELETE', '/v1/me'),
        call('POST', '/v1/filings', { ticket, consentTextVersion: CONSENT_TEXT_VERSION }),
        call('POST', '/v1/me/consents', { textVersion: CONSENT_TEXT_VERSION }),
        call('POST', '/v1/webhook-endpoints', { url: hook }),
        call('GET', '/v1/me/data'),
        call('GET', '/v1/sessions'),
        call('DELETE', '/v1/sessions'),
      ]);

      for (const { status } of [erasing, ...others]) statuses.add(status);
      if (erasing.status === 200) expect(await openedDatabase()).not.toContain(hook);
    }
    expect([...statuses].filter((status) => ![200, 201, 401, 409].includes(status))).toEqual([]);
  });
});
