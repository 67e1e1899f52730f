import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MachineEvidence } from '../../../../contracts/review-desk/evidence.ts';
import { testClock } from '../../../../tests/support/clock.ts';
import { type contentsOfCase, endingByPapers, PERSONAL, WEBSITE_ID } from '../../../../tests/support/desk/desk-case.ts';
import { type DeskRoom, deskRoom } from '../../../../tests/support/desk/desk-room.ts';

const clock = testClock('2026-11-26T02:00:00Z');
let desk: DeskRoom;

beforeAll(async () => {
  desk = await deskRoom({ clock });
});
afterAll(() => desk.close());

const OWNER = `website:${WEBSITE_ID}`;
const paper = (id: string, kind: string, subject: string) => ({
  id,
  kind,
  label: kind,
  subject,
  contentType: 'image/jpeg',
});
const documents = [
  { ...paper('front', 'id-front', 'principal'), isRead: true },
  paper('photo', 'liveness-photo', OWNER),
  paper('frame', 'liveness-frame', OWNER),
  {
    ...paper('back', 'id-back', 'principal'),
    isRead: false,
    findings: [{ ruleId: 'RV-03', severity: 'warn', field: 'documents.id-back', message: '图片有反光。' }],
  },
];
const evidence: MachineEvidence = {
  values: [
    {
      field: 'principal.idNumber',
      source: 'read',
      agreement: 'differs',
      value: '440301199003077329',
      confidence: 0.93,
      isSure: false,
      document: 'front',
    },
    { field: 'organizer.name', source: 'register', agreement: 'same' },
    { field: 'principal.idValidTo', source: 'read', agreement: 'silent', document: 'back' },
  ],
  liveness: [
    {
      subject: OWNER,
      state: 'passed',
      similarity: 93.2,
      threshold: 70,
      // The second one is not in the package.
      frames: ['frame', 'lost'],
      portrait: 'front',
      portraitSimilarity: 61,
      portraitThreshold: 56,
      assurance: 'none',
      reasons: [],
    },
  ],
};

async function shown(contents: Parameters<typeof contentsOfCase>[0]) {
  const reviewer = await desk.signIn('林悦', 'reviewer');
  const { caseId } = await desk.receive(contents);
  return desk.call(reviewer, `GET /v1/cases/${caseId}`);
}

describe('the machine’s evidence in a case', () => {
  it('stands beside each value, with its certainty and its picture; what is personal is masked as the value is', async () => {
    const { body, text } = await shown({ documents, evidence });
    const at = (path: string) => body.rows.find(({ row }: { row: string }) => row === path);

    expect(at('principal.idNumber')).toMatchObject({
      value: '4403**************',
      read: {
        agreement: 'differs',
        value: '4403**************',
        confidence: 0.93,
        isSure: false,
        documentId: 'front',
      },
      needsJudgement: true,
    });
    expect(at('organizer.name').register).toEqual({ agreement: 'same' });
    expect(at('principal.idValidTo').read).toEqual({ agreement: 'silent', documentId: 'back' });
    for (const value of ['440301199003077329', ...PERSONAL]) expect(text).not.toContain(value);
  });

  it('is what was noticed in each picture, and the scores of each face with their limits', async () => {
    const { body } = await shown({ documents, evidence });

    expect(
      body.papers.map(({ documentId, isRead, findings }: Record<string, unknown>) => [documentId, isRead, findings]),
    ).toEqual([
      ['front', true, []],
      ['photo', undefined, []],
      ['frame', undefined, []],
      ['back', false, [{ ruleId: 'RV-03', severity: 'warn', message: '图片有反光。' }]],
    ]);
    expect(body.faces).toEqual([
      {
        subject: OWNER,
        portrait: 'front',
        photo: 'photo',
        frames: ['frame'],
        isPassed: true,
        similarity: 93.2,
        threshold: 70,
        portraitSimilarity: 61,
        portraitThreshold: 56,
        isDemonstration: true,
        reasons: [],
      },
    ]);
  });

  it('of a change is what is filed, masked, beside what shall be', async () => {
    const items = [{ field: 'principal.mobile', before: '13900004321', after: '13800001234' }];

    const { body, text } = await shown({ filingType: 'change', change: { items } });
    const at = (path: string) => body.rows.find(({ row }: { row: string }) => row === path);

    expect(at('principal.mobile')).toMatchObject({
      record: { agreement: 'differs', value: '139****4321' },
      needsJudgement: true,
    });
    expect(at('principal.name').record).toEqual({ agreement: 'same' });
    expect(text).not.toContain('13900004321');
  });

  it('of an ending is why, that papers stand for its code, and the numbers that end', async () => {
    const { body, text } = await shown(endingByPapers);

    expect(body.ending).toEqual({ reason: 'not-run', byPapers: true, numbers: ['粤ICP备2026000001号-1'] });
    expect(body.missing).toEqual(['还有 3 项没有判断']);
    for (const value of PERSONAL) expect(text).not.toContain(value);
  });

  it('of an ending of the organizer is its own number and those of its websites', async () => {
    const { body } = await shown({ ...endingByPapers, filingType: 'cancel-organizer', ending: { reason: 'other' } });

    expect(body.ending).toEqual({
      reason: 'other',
      byPapers: false,
      numbers: ['粤ICP备2026000001号', '粤ICP备2026000001号-1'],
    });
  });

  it('is absent in a package from before it was told', async () => {
    const { body } = await shown({});

    expect(body.rows.some(({ read, register, record }: Record<string, unknown>) => read ?? register ?? record)).toBe(
      false,
    );
  });
});
