import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../../tests/support/filings/filings.ts';
import type { FilingContents, WebsiteDetails } from './filing.ts';
import {
  flagsAfterRemoval,
  type PackedDocument,
  repairItems,
  repairKind,
  withAnswer,
  withoutAnswers,
} from './repair.ts';

const contents = contentsOf(ENTERPRISE, 'site');
const PAPERS: readonly PackedDocument[] = [
  { id: 'licence 1', kind: 'business-licence', subject: 'organizer' },
  { id: 'card 1', kind: 'id-front', subject: 'principal' },
  { id: 'photo 1', kind: 'handheld-photo', subject: 'website:site' },
  { id: 'letter 1', kind: 'commitment-letter', subject: 'website:site' },
  { id: 'film 1', kind: 'liveness-video', subject: 'website:site' },
];
const submitted = { contents, documents: PAPERS };

const withDetails = (change: Partial<WebsiteDetails>): FilingContents => ({
  ...contents,
  websites: contents.websites.map((site) => ({ ...site, details: { ...ENTERPRISE.website, ...change } })),
});
const replaced = (id: string, by: string) =>
  PAPERS.map((document) => (document.id === id ? { ...document, id: by } : document));

/** What came of one flagged path. */
const stateOf = (field: string, now: FilingContents = contents, documents = PAPERS) =>
  repairItems({ flagged: [{ field, reason: '请更正' }], contents: now }, submitted, documents)[0]?.state;

describe('a flagged item is changed', () => {
  const moved: FilingContents = {
    ...contents,
    organizer: { ...ENTERPRISE.organizer, address: { ...ENTERPRISE.organizer.address, detail: '科苑南路2号A座8楼' } },
  };

  it.each<[string, string, FilingContents, readonly PackedDocument[]]>([
    ['by another value', 'websites.0.details.remark', withDetails({ remark: '介绍新产品' }), PAPERS],
    ['by a part of a value', 'organizer.address', moved, PAPERS],
    ['by a field of a flagged section', 'websites.0.details', withDetails({ remark: '介绍新产品' }), PAPERS],
    ['by another list', 'websites.0.details.serviceContents', withDetails({ serviceContents: [2] }), PAPERS],
    ['by another picture', 'websites.0.documents.handheld-photo', contents, replaced('photo 1', 'photo 2')],
    ['by another picture of the organizer', 'documents.business-licence', contents, replaced('licence 1', 'licence 2')],
    ['by a picture of flagged materials', 'documents', contents, replaced('card 1', 'card 2')],
    [
      'by a picture of a website’s flagged materials',
      'websites.0.documents',
      contents,
      replaced('letter 1', 'letter 2'),
    ],
    ['by another liveness check', 'websites.0.liveness', contents, replaced('film 1', 'film 2')],
    ['by anything of a flagged website', 'websites.0', contents, replaced('film 1', 'film 2')],
  ])('%s', (_how, field, now, documents) => {
    expect(stateOf(field)).toBe('open');
    expect(stateOf(field, now, documents)).toBe('changed');
  });

  it('not by the key frames that come with a film', () => {
    const frame = { id: 'frame 1', kind: 'liveness-frame', subject: 'website:site' } as const;

    expect(stateOf('websites.0.liveness', contents, [...PAPERS, frame])).toBe('open');
    expect(stateOf('websites.0.documents', contents, [...PAPERS, frame])).toBe('open');
  });
});

describe('a flagged item stays open', () => {
  const owned = contents.websites.map((site) => ({ ...site, siteOwner: undefined }));

  it.each<[string, string, FilingContents, readonly PackedDocument[]]>([
    [
      'when only spaces differ',
      'websites.0.details.remark',
      withDetails({ remark: ` ${[...ENTERPRISE.website.remark].join('　')}\n` }),
      PAPERS,
    ],
    ['when another field was changed', 'websites.0.details.name', withDetails({ remark: '介绍新产品' }), PAPERS],
    ['when another picture was', 'websites.0.documents.handheld-photo', contents, replaced('letter 1', 'letter 2')],
    ['when a picture of another subject was', 'documents', contents, replaced('photo 1', 'photo 2')],
    ['when the check was, and not the papers', 'websites.0.documents', contents, replaced('film 1', 'film 2')],
    [
      'when a blank value is left out',
      'organizer.remark',
      { ...contents, organizer: { ...ENTERPRISE.organizer, remark: '  ' } },
      PAPERS,
    ],
    ['when its path is none of ours', 'organizer.fax', withDetails({ remark: '介绍新产品' }), PAPERS],
    ['when its path names what every object has', 'organizer.constructor.name', contents, PAPERS],
    ['when there is no such website', 'websites.7.details.remark', { ...contents, websites: owned }, PAPERS],
    ['when it can’t be changed in a filing', 'eligibility.domain', withDetails({ remark: '介绍新产品' }), PAPERS],
  ])('%s', (_why, field, now, documents) => {
    expect(stateOf(field, now, documents)).toBe('open');
  });
});

describe('a word to the reviewer', () => {
  const flagged = [
    { field: 'organizer.fax', reason: '请填写传真' },
    { field: 'websites.0.details.remark', reason: '太短' },
    { field: 'websites.0.details.remark', reason: '没有写访客' },
  ];

  it('answers one item, and not another one about the same field', () => {
    const now = withAnswer(contents, 2, '备注已是全部用途');

    const items = repairItems({ flagged, contents: now }, submitted, PAPERS);

    expect(items.map(({ item, state, word }) => [item, state, word])).toEqual([
      [1, 'open', undefined],
      [2, 'answered', '备注已是全部用途'],
      [3, 'open', undefined],
    ]);
  });

  it('stays beside a change', () => {
    const now = withAnswer(withDetails({ remark: '介绍新产品' }), 3, '访客为企业客户');

    const items = repairItems({ flagged, contents: now }, submitted, PAPERS);

    expect(items.map(({ state, word }) => [state, word])).toEqual([
      ['open', undefined],
      ['changed', undefined],
      ['changed', '访客为企业客户'],
    ]);
  });

  it('replaces the one before, and can be taken back', () => {
    const twice = withAnswer(withAnswer(contents, 1, '没有传真'), 1, '公司没有传真');

    expect(twice.answers).toEqual([{ item: 1, word: '公司没有传真' }]);
    expect(withAnswer(twice, 1, undefined)).toEqual(contents);
    expect(withoutAnswers(twice)).toEqual(contents);
  });
});

describe('a website that was taken out of a returned filing', () => {
  const sites = [{ id: 'first' }, { id: 'second' }, { id: 'third' }];
  const flagged = [
    { field: 'organizer.remark', reason: '一' },
    { field: 'websites.1', reason: '二' },
    { field: 'websites.2.details.remark', reason: '三' },
    { field: 'websites.9.domain', reason: '四' },
  ];

  it('takes what was flagged in it along; the others keep their numbers and their websites', () => {
    const left = flagsAfterRemoval(flagged, sites, [{ id: 'first' }, { id: 'third' }]);

    expect(left).toEqual([
      { item: 1, field: 'organizer.remark', reason: '一' },
      { item: 3, field: 'websites.1.details.remark', reason: '三' },
      { item: 4, field: 'websites.9.domain', reason: '四' },
    ]);
  });

  it('leaves the others compared with themselves', () => {
    const [site] = contents.websites;
    if (!site) throw new Error('the specimen has a website');
    const two = { ...contents, websites: [{ ...site, id: 'gone' }, site] };
    const items = repairItems(
      { flagged: [{ item: 2, field: 'websites.0.details.remark', reason: '太短' }], contents },
      { contents: two, documents: PAPERS },
      PAPERS,
    );

    expect(items).toMatchObject([{ item: 2, state: 'open' }]);
  });
});

describe('how a flagged item is mended', () => {
  it.each([
    ['organizer', 'section'],
    ['organizer.address.detail', 'field'],
    ['websites.0.siteOwner.email', 'field'],
    ['websites.0.details', 'section'],
    ['websites', 'section'],
    ['websites.1', 'section'],
    ['documents.id-front', 'picture'],
    ['websites.0.documents.handheld-photo', 'picture'],
    ['documents', 'pictures'],
    ['websites.0.liveness', 'liveness'],
    ['websites.0.domain', 'other'],
    ['eligibility.region', 'other'],
    ['__proto__', 'other'],
    ['', 'other'],
  ])('%s: %s', (field, kind) => {
    expect(repairKind(field)).toBe(kind);
  });
});
