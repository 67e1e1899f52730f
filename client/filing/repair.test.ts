import { describe, expect, it } from 'vitest';
import { shown } from '../../tests/support/scripted-api.ts';
import type { Call } from '../calls/api-client.ts';
import type { FilingView } from '../calls/messages.ts';
import type { UploadedDocument } from '../documents/documents.ts';
import { createRepairing, documentField, REPAIR_TEXTS, repairPage, repairText } from './repair.ts';

const nameOf = (table: string, code: string | number) => `${table} ${code}`;

describe('an old value', () => {
  it.each([
    ['websites.0.details.remark', '展示产品', '展示产品'],
    ['websites.1.details.serviceContents', [1, 2], 'service-contents 1、service-contents 2'],
    ['websites.0.details.preApprovals', [], '以上都不涉及'],
    ['principal.idValidTo', 'long-term', '长期'],
    ['websites.0.siteOwner.isLegalRepresentative', true, '是'],
    ['organizer.investor', undefined, '没有填写'],
    ['organizer.address.detail', '科苑南路2号', '科苑南路2号'],
    ['websites.0.details', { remark: '展示产品' }, ''],
    ['organizer.fax', undefined, ''],
    ['documents.id-front', undefined, ''],
  ])('of %s is shown as people read it', (path, value, text) => {
    expect(repairText(path, value, nameOf)).toBe(text);
  });
});

describe('the path of a document', () => {
  it.each([
    ['organizer', 'documents.id-front'],
    ['website:second', 'websites.1.documents.id-front'],
    ['website:gone', 'documents.id-front'],
  ] as const)('of %s is %s', (subject, path) => {
    expect(documentField([{ websiteId: 'first' }, { websiteId: 'second' }], 'id-front', subject)).toBe(path);
  });
});

describe('a flagged item', () => {
  it('stays mended when an answer from before it was mended comes last', async () => {
    const answers: ((state: 'open' | 'changed') => void)[] = [];
    const call = (name: string) =>
      name === 'showRepair'
        ? new Promise((resolve) => {
            answers.push((state) =>
              resolve({ round: 1, items: [{ item: 1, field: 'principal.mobile', kind: 'field', state }], view: {} }),
            );
          })
        : Promise.resolve({});
    const repairing = createRepairing(
      {
        call: call as Call,
        readView: (async () => ({ items: [{ item: 1, oldPictures: [] }] })) as never,
        show: shown,
        overviews: { load: async () => undefined },
      },
      'f',
      'principal.mobile',
    );

    const before = repairing.load();
    const mended = repairing.isMended();
    answers[1]?.('changed');
    expect(await mended).toBe(true);
    answers[0]?.('open');
    await before;

    expect(repairing.inHand()?.state).toBe('changed');
  });

  it('is answered by the word that stands there, also when only the main button is pressed', async () => {
    const words: unknown[] = [];
    let state = 'open';
    const call = async (name: string, request: { readonly body?: unknown }) => {
      if (name === 'answerFlag') {
        words.push(request.body);
        state = 'answered';
      }
      return { round: 1, items: [{ item: 1, field: 'principal.mobile', kind: 'field', state }], view: {} };
    };
    const repairing = createRepairing(
      {
        call: call as unknown as Call,
        readView: (async () => ({ items: [{ item: 1, oldPictures: [] }] })) as never,
        show: shown,
        overviews: { load: async () => undefined },
      },
      'f',
      'principal.mobile',
    );
    await repairing.load();
    repairing.change({ isWriting: true, word: '  ' });
    expect(await repairing.isMended()).toBe(false);
    expect(repairing.state.isSame).toBe(true);
    repairing.touched();
    expect(repairing.state.isSame).toBe(false);
    repairing.change({ word: '号码没错' });

    expect(await repairing.isMended()).toBe(true);
    expect(words).toEqual([{ word: '号码没错' }]);
    expect(repairing.state).toMatchObject({ isWriting: false, isSame: false });
  });

  it.each([
    ['sending', REPAIR_TEXTS.sending],
    ['ready', REPAIR_TEXTS.same],
  ] as const)('whose picture is %s says why it is not mended yet', async (state, objection) => {
    const item = { item: 1, field: 'documents.handheld-photo', kind: 'picture', name: '手持证件照', state: 'open' };
    const repairing = createRepairing(
      {
        call: (async () => ({ round: 1, items: [item], view: {} })) as unknown as Call,
        readView: (async () => ({ items: [{ item: 1, oldPictures: [] }] })) as never,
        show: shown,
        overviews: { load: async () => undefined },
      },
      'f',
      item.field,
    );
    const view = { filingId: 'f', websites: [], organizerKind: 'individual' } as unknown as FilingView;
    const documentOf = () => ({ state, findings: [] }) as unknown as UploadedDocument;
    await repairing.load();

    expect(repairPage(repairing, { view, nameOf, documentOf })?.objection).toBe('');
    expect(await repairing.isMended()).toBe(false);
    expect(repairPage(repairing, { view, nameOf, documentOf })?.objection).toBe(objection);
  });
});
