import { describe, expect, it } from 'vitest';
import { networkLost } from '../../contracts/client/api-error.ts';
import { findingsOfParts, leftToReviewer, unjudgedFinding } from '../../shared/domain/media/picture-parts.ts';
import { type Script, scriptedApi, shown } from '../../tests/support/scripted-api.ts';
import { createDocuments, objectionTo, standingOf } from './documents.ts';
import { letterNote, materialGroups } from './material-groups.ts';

const NAME = { filingId: 'f', kind: 'id-front', subject: 'principal' } as const;
const PHOTO = { type: 'image/jpeg', size: 1000 };
const PUT = { url: 'https://store/key', headers: {} };
/** How often the API's client looks before it gives up. */
const LOOKS = 4;
const FIELDS = { name: { text: '陈星远', isDoubtful: false } };
const READY = { documentId: 'd1', state: 'ready', findings: [], view: { url: 'view' }, picture: { url: 'checked' } };

function documentsWith(script: Script, send: () => Promise<void> = async () => {}) {
  const { call, asked } = scriptedApi(script);
  const released: string[] = [];
  const documents = createDocuments<typeof PHOTO>({
    call,
    readView: async () => ({ fields: FIELDS }) as never,
    send,
    show: shown,
    pictureOf: () => 'chosen',
    releasePicture: (url) => void released.push(url),
  });
  return { documents, asked, released };
}

describe('a chosen file', () => {
  it('is uploaded and followed until it is read', async () => {
    const { documents, released } = documentsWith({
      'POST /v1/uploads': [{ documentId: 'd1', put: PUT }],
      'GET /v1/uploads/d1': [{ documentId: 'd1', state: 'reading', findings: [] }, READY],
    });

    await documents.upload(NAME, PHOTO);

    expect(documents.of(NAME)).toMatchObject({ state: 'ready', documentId: 'd1', picture: 'checked', read: FIELDS });
    expect(released).toEqual(['chosen']);
  });

  it('stays on the device when the network is lost, and is sent by a retry', async () => {
    const outcomes = [Promise.reject(networkLost('cut')), Promise.resolve()].values();
    const { documents } = documentsWith(
      { 'POST /v1/uploads': [{ documentId: 'd1', put: PUT }], 'GET /v1/uploads/d1': [READY] },
      () => outcomes.next().value ?? Promise.resolve(),
    );

    await documents.upload(NAME, PHOTO);
    expect(documents.of(NAME)).toMatchObject({
      state: 'unsent',
      picture: 'chosen',
      error: '网络连接中断，请检查网络后重试。你已填写的内容不会丢失。',
    });

    expect(documents.of(NAME).waits).toBe(true);
    expect(documents.unsent()).toEqual({ sending: 0, waiting: 1 });

    await documents.resume();
    expect(documents.of(NAME)).toMatchObject({ state: 'ready', waits: false });
    expect(documents.unsent()).toEqual({ sending: 0, waiting: 0 });
  });

  it('that the store has is followed when the network is back, and not sent again', async () => {
    const { documents, asked } = documentsWith({
      'POST /v1/uploads': [{ documentId: 'd1', put: PUT }],
      'GET /v1/uploads/d1': [...Array(LOOKS).fill(networkLost('cut')), READY],
    });

    await documents.upload(NAME, PHOTO);
    const waits = documents.of(NAME).waits;
    await documents.resume('f');

    expect([waits, documents.of(NAME).state]).toEqual([true, 'ready']);
    expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('that the service refuses does not go on by itself', async () => {
    const { documents, asked } = documentsWith({
      'POST /v1/uploads': [{ error: { code: 'upload.too-many', message: '今天上传的文件数量已达上限，请明天再试。' } }],
    });

    await documents.upload(NAME, PHOTO);
    await documents.resume();

    expect(documents.of(NAME)).toMatchObject({ state: 'unsent', waits: false });
    expect(asked).toHaveLength(1);
  });

  it.each([
    [{ type: 'image/heic', size: 10 }, /HEIC/],
    [{ type: 'application/pdf', size: 10 }, /^身份证人像面只支持 JPG 或 PNG 图片/],
    [{ type: 'image/png', size: 0 }, /文件是空的/],
    [{ type: 'image/png', size: 4 * 1024 * 1024 + 1 }, /文件超过 4MB/],
  ])('of %j is refused before it is sent', async (file, reason) => {
    const { documents, asked } = documentsWith({});

    await documents.upload(NAME, file);

    expect(documents.of(NAME).error).toMatch(reason);
    expect(asked).toEqual([]);
  });

  it('is made smaller before it is sent, and sent as it is where that fails', async () => {
    const script: Script = { 'POST /v1/uploads': [{ documentId: 'd1', put: PUT }], 'GET /v1/uploads/d1': [READY] };
    const sent: number[] = [];
    const uploadWith = async (prepare: () => Promise<typeof PHOTO>) => {
      const documents = createDocuments<typeof PHOTO>({
        call: scriptedApi(script).call,
        readView: async () => ({ fields: {} }) as never,
        prepare,
        send: async (_, file) => void sent.push(file.size),
        show: shown,
        pictureOf: () => 'chosen',
        releasePicture: () => {},
      });
      const isDone = documents.upload(NAME, { ...PHOTO, size: 3_000_000 });
      const { state } = documents.of(NAME);
      await isDone;
      return [state, documents.of(NAME).state];
    };

    const states = [
      await uploadWith(async () => ({ ...PHOTO, size: 400_000 })),
      await uploadWith(() => Promise.reject(new Error('no canvas'))),
    ];

    expect([sent, states]).toEqual([
      [400_000, 3_000_000],
      [
        ['preparing', 'ready'],
        ['preparing', 'ready'],
      ],
    ]);
  });

  it('of the right kind and size has no objection', () => {
    expect(objectionTo('id-front', PHOTO)).toBeUndefined();
  });
});

describe('documents by whom they are about', () => {
  it('stand below whom they are about, and say who owns a website', () => {
    const material = (kind: string, subject: string) => ({ kind, subject }) as never;
    const websites = [
      { websiteId: 'a', domain: 'a.cn' },
      { websiteId: 'b', domain: 'b.cn' },
    ];
    const materials = [material('commitment-letter', 'organizer'), material('handheld-photo', 'website:b')];

    const groups = materialGroups(websites, (place) => ['周建明', '何书云'][place] ?? '', materials);

    expect(groups).toMatchObject([
      { title: '主办者', who: '', hasLetter: true },
      { title: 'b.cn', who: '网站负责人：何书云', hasLetter: false },
    ]);
    expect([letterNote(websites.slice(0, 1)), letterNote(websites)]).toEqual([
      '',
      '一份备案只要一张承诺书：上面写明了全部 2 个网站和负责人。以后再加网站或换负责人，要重新下载、签字、上传。',
    ]);
  });

  it('are loaded two at a time, what is still looked at last', async () => {
    let [running, most] = [0, 0];
    const shownIds: string[] = [];
    const call = (async (name: string, { params }: { params: { documentId: string } }) => {
      if (name === 'listMaterials')
        return {
          materials: ['a', 'b', 'c', 'd'].map((documentId, place) => ({
            ...{ kind: 'handheld-photo', subject: `website:${documentId}`, documentId, isFiled: false },
            state: place === 0 ? 'checking' : 'ready',
          })),
        };
      running += 1;
      most = Math.max(most, running);
      shownIds.push(params.documentId);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return { state: 'ready', findings: [] };
    }) as never;
    const documents = createDocuments<typeof PHOTO>({
      ...{ call, show: shown, send: async () => {}, readView: async () => ({ fields: {} }) as never },
      ...{ pictureOf: () => '', releasePicture: () => {} },
    });

    await documents.load('f');

    expect(most).toBe(2);
    expect(new Set(shownIds)).toEqual(new Set(['a', 'b', 'c', 'd']));
    expect(shownIds.at(-1)).toBe('a');
  });
});

describe('a picture with which the record was filed', () => {
  const material = { ...NAME, filingId: undefined, label: '', reason: '', state: 'missing', isFiled: true };

  it('is offered, and used again as an upload is followed', async () => {
    const { documents, asked } = documentsWith({
      'GET /v1/materials/f': [{ materials: [material, { ...material, kind: 'id-back', isFiled: false }] }],
      'POST /v1/uploads/reuses': [{ documentId: 'd1' }],
      'GET /v1/uploads/d1': [{ documentId: 'd1', state: 'checking', findings: [] }, READY],
    });

    await documents.load('f');
    const offered = [documents.of(NAME).isFiled, documents.of({ ...NAME, kind: 'id-back' }).isFiled];
    await documents.reuse(NAME);

    expect(offered).toEqual([true, false]);
    expect(documents.of(NAME)).toMatchObject({ state: 'ready', documentId: 'd1', picture: 'checked', read: FIELDS });
    expect(asked.find(({ method }) => method === 'POST')?.body).toBe(JSON.stringify(NAME));
  });

  it('that can’t be used after all is missing, and says why', async () => {
    const message = '没有可以沿用的照片：证件或负责人已变更、证件已过期，或照片不在本账号，请重新拍摄。';
    const { documents } = documentsWith({
      'POST /v1/uploads/reuses': [{ error: { code: 'upload.not-filed', message } }],
    });

    await documents.reuse(NAME);

    expect(documents.of(NAME)).toMatchObject({ state: 'missing', error: message });
  });
});

describe('the documents of a filing', () => {
  it('that never arrived, because their page was closed, are asked for again', async () => {
    const materials = [
      { kind: 'id-front', subject: 'principal', label: '', reason: '', state: 'waiting', documentId: 'd1' },
    ];
    const { documents } = documentsWith({
      'GET /v1/materials/f': [{ materials }],
      'GET /v1/uploads/d1': [{ documentId: 'd1', state: 'waiting', findings: [] }],
    });

    await documents.load('f');

    expect(documents.of(NAME)).toMatchObject({ state: 'missing', documentId: undefined });
    expect(documents.of(NAME).error).toMatch(/^这张照片没有传完/);
  });

  it('that were uploaded elsewhere are loaded, those that are missing are not', async () => {
    const material = { kind: 'id-front', subject: 'principal', label: '', reason: '', state: 'ready' };
    const { documents } = documentsWith({
      'GET /v1/materials/f': [
        {
          materials: [
            { ...material, documentId: 'd1' },
            { ...material, kind: 'id-back' },
          ],
        },
      ],
      'GET /v1/uploads/d1': [READY, READY],
    });

    await documents.load('f');

    expect(documents.of(NAME).state).toBe('ready');
    expect(documents.of({ ...NAME, kind: 'id-back' }).state).toBe('missing');
  });
});

describe('a letter in which a machine misses something', () => {
  const size = { width: 100, height: 100 };
  const findings = findingsOfParts('commitment-letter', [{ part: 'date', problem: '没有看到日期。' }], size, []);
  const LETTER = { filingId: 'f', kind: 'commitment-letter', subject: 'organizer' } as const;

  it('is not good though it is there, until it is left to the reviewer', async () => {
    const { documents, asked } = documentsWith({
      'GET /v1/uploads/d1': [{ documentId: 'd1', state: 'ready', findings }],
      'POST /v1/uploads/d1/for-reviewer': [{ documentId: 'd1', findings: leftToReviewer(findings) }],
    });
    await documents.adopt(LETTER, 'd1');
    const before = standingOf(documents.of(LETTER));

    await documents.leave(LETTER);

    expect(before).toMatchObject({
      stateText: '还差 1 处',
      isGood: false,
      isUsable: false,
      isWrong: true,
      mayLeave: true,
    });
    expect(standingOf(documents.of(LETTER))).toMatchObject({
      ...{ stateText: '由审核员看', isGood: false, isUsable: true, isWrong: false, mayLeave: false },
    });
    expect(asked.some(({ url }) => url.endsWith('/v1/uploads/d1/for-reviewer'))).toBe(true);
  });

  it.each([
    ['was not looked at', [unjudgedFinding('commitment-letter')], '由审核员看', false],
    [
      'shows everything',
      findingsOfParts('commitment-letter', [{ part: 'date' }], { width: 1, height: 1 }, []),
      '已上传',
      true,
    ],
  ])('is good or not when it %s', (_, told, stateText, isGood) => {
    expect(standingOf({ state: 'ready', findings: told as never })).toMatchObject({
      stateText,
      isGood,
      isUsable: true,
    });
  });
});
