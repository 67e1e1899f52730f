import { describe, expect, it } from 'vitest';
import { Refused } from '../../../contracts/kit/refusal.ts';
import { changedPaths, checkOpen } from './corrections.ts';
import type { FilingState } from './machine.ts';

describe('changedPaths', () => {
  const before = { name: '甲', address: { city: '440300', detail: '一号' }, codes: [1, 2] };

  it.each<[string, unknown, readonly string[]]>([
    ['nothing', { ...before }, []],
    ['a value', { ...before, name: '乙' }, ['organizer.name']],
    ['a nested value', { ...before, address: { city: '440300', detail: '二号' } }, ['organizer.address.detail']],
    [
      'several values, ordered by name',
      { name: '乙', address: before.address, codes: [1] },
      ['organizer.codes', 'organizer.name'],
    ],
    ['a list as one value', { ...before, codes: [2, 1] }, ['organizer.codes']],
    ['an added value', { ...before, remark: '注' }, ['organizer.remark']],
    ['a removed value', { name: '甲', codes: [1, 2] }, ['organizer.address']],
    ['nothing for an added undefined value', { ...before, remark: undefined }, []],
    ['everything at once', undefined, ['organizer']],
    ['an object that became a string', { ...before, address: '一号' }, ['organizer.address']],
  ])('returns the paths that differ: %s', (_, after, paths) => {
    const changed = changedPaths(before, after, 'organizer');

    expect(changed).toEqual(paths);
  });

  it('returns a section as one path when it is filled in for the first time', () => {
    const changed = changedPaths(undefined, before, 'organizer');

    expect(changed).toEqual(['organizer']);
  });
});

describe('checkOpen', () => {
  const flagged = [
    { field: 'organizer.name', reason: '与执照不一致' },
    { field: 'websites.0.details', reason: '重写' },
  ];
  const check = (state: FilingState, ...paths: string[]) => checkOpen({ state, flagged }, paths);

  it('allows every change in a draft, whatever was flagged in an earlier round', () => {
    const save = () => check('draft', 'principal.name', 'organizer.address');

    expect(save).not.toThrow();
  });

  it.each(['returned', 'authority-returned'] as const)(
    'allows changes of a flagged field and a flagged section when %s',
    (state) => {
      const save = () => check(state, 'organizer.name', 'websites.0.details', 'websites.0.details.remark');

      expect(save).not.toThrow();
    },
  );

  it('allows saving without changes, even if nothing was flagged', () => {
    const save = () => checkOpen({ state: 'returned', flagged: [] }, []);

    expect(save).not.toThrow();
  });

  it('lists exactly the changed fields that were not flagged', () => {
    const save = () => check('returned', 'organizer.name', 'organizer.investor', 'principal');

    expect(save).toThrow(
      expect.objectContaining({
        refusal: 'filing.field-closed',
        facts: {
          fields: [
            { field: 'organizer.investor', message: '本轮未要求修改这一项，请恢复原来的内容。' },
            { field: 'principal', message: '本轮未要求修改这一项，请恢复原来的内容。' },
          ],
        },
      }),
    );
  });

  it.each([
    ['a field whose name has the same prefix', 'organizer.nameOfOwner'],
    ['the section around a flagged field', 'organizer'],
    ['the same section of another website', 'websites.1.details'],
    ['a website with another index', 'websites.01.details'],
  ])('keeps %s closed', (_, path) => {
    const save = () => check('returned', path);

    expect(save).toThrow(Refused);
  });

  it.each(['submitted', 'queued', 'sms-verification', 'authority-review', 'approved', 'abandoned', 'expired'] as const)(
    'keeps a filing that is %s closed, including flagged fields',
    (state) => {
      const save = () => check(state, 'organizer.name');

      expect(save).toThrow(expect.objectContaining({ refusal: 'filing.wrong-state', facts: { state, event: 'save' } }));
    },
  );
});

describe('proof of a flagged field', () => {
  const check = (flagged: string, path: string) => () =>
    checkOpen({ state: 'returned', flagged: [{ field: flagged, reason: '请更正' }] }, [path]);

  it.each([
    ['websites.0.siteOwner', 'websites.0.liveness'],
    ['websites.0.siteOwner.idNumber', 'websites.0.documents.id-front'],
    ['websites.0.details.preApprovals', 'websites.0.documents.pre-approval'],
    ['principal.name', 'documents.id-front'],
    ['principal', 'websites.0.liveness'],
    ['organizer.name', 'documents.business-licence'],
  ])('may change: %s opens %s', (flagged, path) => {
    expect(check(flagged, path)).not.toThrow();
  });

  it.each([
    ['websites.0.siteOwner', 'websites.1.liveness'],
    ['websites.0.siteOwner', 'documents.id-front'],
    ['websites.0.siteOwner', 'organizer.websites.0.liveness'],
    ['websites.0.details.name', 'websites.0.liveness'],
    ['organizer', 'websites.0.documents.handheld-photo'],
    ['documents.id-front', 'principal.name'],
    ['websites.0.liveness', 'websites.0.siteOwner'],
  ])('stays closed for other fields, and opens nothing itself: %s does not open %s', (flagged, path) => {
    expect(check(flagged, path)).toThrow(expect.objectContaining({ refusal: 'filing.field-closed' }));
  });
});
