import { drawSignedLetter } from 'specimens/letters.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../client/calls/messages.ts';
import { filedRecord } from '../../tests/support/filings/filed-record.ts';
import { filledDraft } from '../../tests/support/filings/ready-filing.ts';
import { callerAt, refusalOf } from '../../tests/support/routes/caller.ts';
import { openDraft, sharedLaptop } from '../../tests/support/test-laptop.ts';
import type { Filer } from '../../tools/walk/filer.ts';

const { laptop } = await sharedLaptop();

const list = async (filer: Filer, filingId: string) =>
  (await filer.call('listMaterials', { params: { filingId } })).materials;

describe('the materials of a filing', () => {
  it('of an enterprise, each with the reason for it', async () => {
    const filer = await laptop.signedIn('enterprise');
    const { filingId, websiteId } = await filledDraft(filer);

    const materials = await list(filer, filingId);

    const website = `website:${websiteId}`;
    expect(materials).toEqual(
      [
        ['business-licence', '营业执照', 'organizer', '单位备案须提供营业执照，正本或副本均可。'],
        [
          'commitment-letter',
          '网站备案承诺书',
          'organizer',
          '广东省备案须提供网站备案承诺书，由法定代表人手写签名和日期，并加盖公章。请勿上传网站真实性核验单。',
        ],
        ['id-front', '身份证人像面', 'principal', '须提供主体负责人身份证人像面。'],
        ['id-back', '身份证国徽面', 'principal', '须提供主体负责人身份证国徽面。'],
        ['handheld-photo', '手持证件照', website, '须提供网站负责人手持营业执照的照片。'],
      ].map(([kind, label, subject, reason]) => ({
        kind,
        label,
        subject,
        reason,
        state: 'missing',
        findings: [],
        isFiled: false,
      })),
    );
  });

  it('of a person', async () => {
    const filer = await laptop.signedIn('individual');
    const { filingId } = await filledDraft(filer, 'individual');

    const materials = await list(filer, filingId);

    expect(materials.map(({ kind, subject }) => `${kind} ${subject.split(':')[0]}`)).toEqual([
      'commitment-letter organizer',
      'id-front principal',
      'id-back principal',
      'handheld-photo website',
    ]);
    expect(materials.at(-1)?.reason).toBe('须提供本人手持身份证的照片。');
  });

  it('include more for a site owner who is somebody else', async () => {
    const filer = await laptop.signedIn('two-people');
    const { filingId, websiteId } = await filledDraft(filer);
    await filer.saveSiteOwner(filingId, websiteId, { ...ENTERPRISE.principal, idNumber: '440106199704189988' });

    const materials = await list(filer, filingId);

    const own = materials.filter(({ subject }) => subject === `website:${websiteId}`);
    expect(own.map(({ kind }) => kind)).toEqual(['id-front', 'id-back', 'handheld-photo']);
  });

  it("are not shown for another person's filing", async () => {
    const { filingId } = await openDraft(await laptop.signedIn('owner'));

    const reply = await (await callerAt(laptop, 'stranger'))('GET', `/v1/materials/${filingId}`);

    expect(refusalOf(reply)).toBe('404 filing.unknown');
  });
});

describe('a material', () => {
  const letterOf = async (filer: Filer, filingId: string) =>
    (await list(filer, filingId)).find(({ kind }) => kind === 'commitment-letter');

  it('changes from missing to waiting, refused and ready; the newest upload counts', async () => {
    const filer = await laptop.signedIn('bringing');
    const { filingId } = await openDraft(filer);
    const upload = (bytes: Buffer) => filer.upload(filingId, 'commitment-letter', 'organizer', bytes);
    const granted = {
      filingId,
      kind: 'commitment-letter',
      subject: 'organizer',
      contentType: 'image/jpeg',
      bytes: 9,
    } as const;

    const missing = await letterOf(filer, filingId);
    const { documentId } = await filer.call('grantUpload', { body: granted });
    const waiting = await letterOf(filer, filingId);
    await expect(upload(Buffer.from('no letter'))).rejects.toThrow('不是网站备案承诺书需要的类型');
    const refused = await letterOf(filer, filingId);
    await upload(await drawSignedLetter(ENTERPRISE, '2026-11-24'));
    const ready = await letterOf(filer, filingId);

    expect(missing).toMatchObject({ state: 'missing' });
    expect(missing?.documentId).toBeUndefined();
    expect(waiting).toMatchObject({ state: 'waiting', documentId });
    expect(refused).toMatchObject({ state: 'refused', findings: [{ ruleId: 'MT-05', severity: 'block' }] });
    expect(ready).toMatchObject({ state: 'ready' });
  });
});

describe('what may be changed of a record', () => {
  it('is told with what each part of it needs when just that changes', async () => {
    const { call, recordId } = await filedRecord(laptop, 'changing');

    const { body } = await call('GET', `/v1/materials/changes/${recordId}`);

    const { needs } = body as Reply<'listChangeNeeds'>;
    expect(needs.find(({ topic }) => topic === 'mobile')).toEqual({
      topic: 'mobile',
      field: 'principal.mobile',
      materials: [],
      liveness: false,
    });
    expect(needs.find(({ topic }) => topic === 'website')).toEqual({
      topic: 'website',
      domain: 'yunfan-keji.cn',
      field: 'websites.0.details.name',
      materials: [
        {
          kind: 'commitment-letter',
          label: '网站备案承诺书',
          reason: '广东省备案须提供网站备案承诺书，由法定代表人手写签名和日期，并加盖公章。请勿上传网站真实性核验单。',
        },
      ],
      liveness: true,
    });
  });

  it('is nobody else’s business', async () => {
    const { recordId } = await filedRecord(laptop, 'holder', { number: '粤ICP备2026000002号' });
    const stranger = await callerAt(laptop, 'stranger');

    const reply = await stranger('GET', `/v1/materials/changes/${recordId}`);

    expect(refusalOf(reply)).toBe('404 record.unknown');
  });
});
