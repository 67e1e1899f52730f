import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { objectStore } from '../../platform/compose/object-store.ts';
import type { DocumentKind, DocumentState, ReadFields } from '../../shared/domain/media/document.ts';
import type { OfferedField } from '../../shared/domain/media/evidence.ts';
import { documents, reviews } from '../../tests/support/database/service-ports.ts';
import { readyDocument } from '../../tests/support/filings/ready-filing.ts';
import { callerAt, refusalOf } from '../../tests/support/routes/caller.ts';
import { openDraft, sharedLaptop } from '../../tests/support/test-laptop.ts';

interface Shown {
  readonly state: string;
  readonly fields?: Readonly<Record<string, OfferedField>>;
  readonly view?: { readonly url: string };
  readonly picture?: { readonly url: string };
}

const { laptop } = await sharedLaptop();
const { filingId } = await openDraft(await laptop.signedIn('owner'));
const call = await callerAt(laptop, 'owner');

const WAY = [
  ['waiting', 'received'],
  ['received', 'checking'],
  ['checking', 'reading'],
  ['reading', 'ready'],
] as const;

const shown = async (documentId: string, wait = 0) =>
  (await call('GET', `/v1/uploads/${documentId}?wait=${wait}`)).body as Shown;

const filing = async () => (await reviews()).findFiling(filingId);
const fieldsOf = (values: Readonly<Record<string, string>>, confidence = 0.98): ReadFields =>
  Object.fromEntries(Object.entries(values).map(([name, text]) => [name, { text, confidence, origin: 'vendor' }]));
/** The values as the form offers them; the credit code is that of the eligibility check. */
const offeredOf = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(fieldsOf(values)).map(([name, field]) => [
      name,
      { ...field, ...(name === 'creditCode' && { agreesWith: 'eligibility' }), isDoubtful: false },
    ]),
  );

/** A permit that was not used yet. */
async function waitingDocument(): Promise<string> {
  const wish = { filingId, kind: 'id-back', subject: 'principal', contentType: 'image/jpeg', bytes: 1000 };
  return ((await call('POST', '/v1/uploads', wish)).body as { documentId: string }).documentId;
}

describe('a document that was read', () => {
  it.each<[DocumentKind, Record<string, string>, Record<string, string>]>([
    [
      'id-front',
      {
        name: '梁晓晴',
        idNumber: '440106199704189988',
        sex: '女',
        nation: '汉',
        birthDate: '1997-04-18',
        address: '广东省广州市天河区体育东路206号样例新村12栋803房',
      },
      {
        name: '梁**',
        idNumber: '440***********9988',
        sex: '女',
        nation: '汉',
        birthDate: '****-**-**',
        address: '广东省****',
      },
    ],
    [
      'business-licence',
      {
        name: '深圳市云帆样例科技有限公司',
        creditCode: '91440300MAYH3K7264',
        legalRepresentative: '周建明',
        address: '广东省深圳市南山区科苑南路168号',
        establishedOn: '2019-05-20',
        scope: '软件开发',
      },
      {
        name: '深************',
        creditCode: '914***********7264',
        legalRepresentative: '周**',
        address: '广东省****',
        establishedOn: '2019-05-20',
        scope: '****',
      },
    ],
    [
      'id-back',
      { authority: '广州市公安局天河分局', validFrom: '2023-03-02', validTo: 'long-term' },
      { authority: '广州市公安局天河分局', validFrom: '2023-03-02', validTo: 'long-term' },
    ],
  ])('masks every personal value; its link shows them in clear: %s', async (kind, read, masked) => {
    const documentId = await readyDocument(await filing(), kind, 'principal', fieldsOf(read));

    const document = await shown(documentId);

    const behindLink = await (await fetch(document.view?.url ?? '')).json();
    expect(document.fields).toEqual(offeredOf(masked));
    expect(behindLink).toEqual({ fields: offeredOf(read) });
  });

  it('says which values should be checked', async () => {
    const values = { validTo: '2043-03-02' };
    const documentId = await readyDocument(await filing(), 'id-back', 'principal', fieldsOf(values, 0.8));

    const { fields } = await shown(documentId);

    expect(fields).toEqual({ validTo: { text: '2043-03-02', confidence: 0.8, origin: 'vendor', isDoubtful: true } });
  });

  it('takes values for sure that the vendor is not sure of when the other side of the card agrees', async () => {
    const term = fieldsOf({ validFrom: '2023-03-02', validTo: '2033-03-02' }, 0.9);
    const subject = `website:${randomUUID()}` as const;
    const backId = await readyDocument(await filing(), 'id-back', subject, term);

    const before = await shown(backId);
    await readyDocument(await filing(), 'id-front', subject, fieldsOf({ idNumber: '440106199704189988' }));
    const after = await shown(backId);

    const doubts = ({ fields = {} }: Shown) => Object.values(fields).map(({ isDoubtful }) => isDoubtful);
    // Born in 1997, they were 25 in March 2023: a card for ten years.
    expect([doubts(before), doubts(after)]).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('does not show unexpected fields', async () => {
    const documentId = await readyDocument(await filing(), 'id-front', 'principal', fieldsOf({ nickname: '小晴' }));

    const { fields } = await shown(documentId);

    expect(fields).toEqual(offeredOf({ nickname: '****' }));
  });

  it('has a link to its picture', async () => {
    const documentId = await readyDocument(await filing(), 'handheld-photo', 'organizer');
    const { cleanKey = '' } = await (await documents()).findOwn(documentId, (await filing()).applicantId);
    await (await objectStore()).write(cleanKey, Buffer.from('picture'), 'image/jpeg');

    const { picture } = await shown(documentId);

    expect(await (await fetch(picture?.url ?? '')).text()).toBe('picture');
  });

  it('is behind links that end with the session, while the picture stays', async () => {
    const owner = await callerAt(laptop, 'owner');
    const documentId = await readyDocument(await filing(), 'id-front', 'principal', fieldsOf({ name: '梁晓晴' }));
    const { cleanKey = '' } = await (await documents()).findOwn(documentId, (await filing()).applicantId);
    await (await objectStore()).write(cleanKey, Buffer.from('picture'), 'image/jpeg');
    const { picture, view } = (await owner('GET', `/v1/uploads/${documentId}`)).body as Shown;
    const statuses = async () => {
      const answers = [await fetch(picture?.url ?? ''), await fetch(view?.url ?? '')];
      return answers.map(({ status }) => status);
    };

    const before = await statuses();
    const { sessions } = (await owner('GET', '/v1/sessions')).body as {
      sessions: readonly { sessionId: string; isThis: boolean }[];
    };
    const { sessionId } = sessions.find(({ isThis }) => isThis) ?? {};
    await call('DELETE', `/v1/sessions/${sessionId}`);

    expect([before, await statuses()]).toEqual([
      [200, 200],
      [404, 404],
    ]);
    expect(await (await objectStore()).look(cleanKey)).toBeDefined();
  });
});

/** What is answered while another wait of 20 seconds, begun before, is still open. */
async function duringWait<T>(answer: () => Promise<T>): Promise<T> {
  const documentId = await waitingDocument();
  let isOver = false;
  const wait = shown(documentId, 20).then(() => {
    isOver = true;
  });
  const given = await answer();
  expect(isOver).toBe(false);
  await (await documents()).change(documentId, 'waiting', { state: 'ready', fields: {} });
  await wait;
  return given;
}

describe('a document that is being processed', () => {
  it('is returned at once without a wait', async () => {
    const documentId = await waitingDocument();

    const document = await duringWait(() => shown(documentId));

    expect(document).toMatchObject({ state: 'waiting' });
    expect(document.picture ?? document.view).toBeUndefined();
  });

  it('is returned as it is when the wait is over', async () => {
    const documentId = await waitingDocument();
    const startedMs = performance.now();

    const { state } = await shown(documentId, 1);

    const waitedMs = performance.now() - startedMs;
    expect(state).toBe('waiting');
    expect(waitedMs).toBeGreaterThan(900);
  });

  it('is returned as soon as it is ready', async () => {
    const documentId = await waitingDocument();

    const { state } = await duringWait(async () => {
      const waiting = shown(documentId, 20);
      await sleep(500);
      await (await documents()).change(documentId, 'waiting', { state: 'ready', fields: {} });
      return waiting;
    });

    expect(state).toBe('ready');
  });

  it('is returned as soon as its state differs from the one seen, through all states', async () => {
    const documentId = await waitingDocument();
    const next = async (seen: DocumentState) =>
      ((await call('GET', `/v1/uploads/${documentId}?wait=20&seen=${seen}`)).body as Shown).state;

    const shown: string[] = [];
    for (const [from, state] of WAY) {
      const waiting = next(from);
      await sleep(100);
      await (await documents()).change(documentId, from, { state });
      shown.push(await waiting);
    }

    expect(shown).toEqual(['received', 'checking', 'reading', 'ready']);
  });

  it('is returned at once when it differs from the one seen, or is settled', async () => {
    const documentId = await waitingDocument();
    await (await documents()).change(documentId, 'waiting', { state: 'received' });

    const [gone, through] = await duringWait(async () => {
      const gone = await call('GET', `/v1/uploads/${documentId}?wait=20&seen=waiting`);
      await (await documents()).change(documentId, 'received', { state: 'refused' });
      return [gone, await call('GET', `/v1/uploads/${documentId}?wait=20&seen=refused`)] as const;
    });

    expect([gone.body, through.body]).toMatchObject([{ state: 'received' }, { state: 'refused' }]);
  });

  it('is not waited for longer than 20 seconds', async () => {
    const reply = await call('GET', `/v1/uploads/${await waitingDocument()}?wait=21`);

    expect(refusalOf(reply)).toBe('422 request.invalid');
  });
});

describe("another person's document", () => {
  it('looks like one that does not exist', async () => {
    const stranger = await callerAt(laptop, 'stranger');

    const replies = [
      await stranger('GET', `/v1/uploads/${await waitingDocument()}`),
      await stranger('GET', '/v1/uploads/00000000-0000-4000-8000-000000000000'),
    ];

    expect(replies.map(refusalOf)).toEqual(['404 upload.unknown', '404 upload.unknown']);
  });
});
