import { describe, expect, it } from 'vitest';
import { Refused } from '../refusal.ts';
import { changedPaths, checkOpen } from './corrections.ts';
import type { FilingState } from './machine.ts';

describe('changedPaths', () => {
  const before = { name: '甲', address: { city: '440300', detail: '一号' }, codes: [1, 2] };

  it.each<[string, unknown, readonly string[]]>([
    ['nothing', { ...before }, []],
    ['a value', { ...before, name: '乙' }, ['organizer.name']],
    ['a value inside', { ...before, address: { city: '440300', detail: '二号' } }, ['organizer.address.detail']],
    [
      'several, in the order of their names',
      { name: '乙', address: before.address, codes: [1] },
      ['organizer.codes', 'organizer.name'],
    ],
    ['a list, as one value', { ...before, codes: [2, 1] }, ['organizer.codes']],
    ['a value that was added', { ...before, remark: '注' }, ['organizer.remark']],
    ['a value that was taken away', { name: '甲', codes: [1, 2] }, ['organizer.address']],
    ['a value that was added and is left open', { ...before, remark: undefined }, []],
    ['the whole', undefined, ['organizer']],
    ['an object that became a text', { ...before, address: '一号' }, ['organizer.address']],
  ])('names what differs: %s', (_, after, paths) => {
    const changed = changedPaths(before, after, 'organizer');

    expect(changed).toEqual(paths);
  });

  it('names a section that is filled in for the first time as a whole', () => {
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

  it('lets everything in a draft change, whatever was flagged in an earlier round', () => {
    const save = () => check('draft', 'principal.name', 'organizer.address');

    expect(save).not.toThrow();
  });

  it.each(['returned', 'authority-returned'] as const)(
    'lets a field and a section that were flagged change when %s',
    (state) => {
      const save = () => check(state, 'organizer.name', 'websites.0.details', 'websites.0.details.remark');

      expect(save).not.toThrow();
    },
  );

  it('lets a person save what is there already, also when nothing was flagged', () => {
    const save = () => checkOpen({ state: 'returned', flagged: [] }, []);

    expect(save).not.toThrow();
  });

  it('names every field that was not asked for, and only those', () => {
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
    ['a field whose name only begins the same', 'organizer.nameOfOwner'],
    ['the section around a flagged field', 'organizer'],
    ['the same section of another website', 'websites.1.details'],
    ['a website whose number only begins the same', 'websites.01.details'],
  ])('keeps %s closed', (_, path) => {
    const save = () => check('returned', path);

    expect(save).toThrow(Refused);
  });

  it.each(['submitted', 'queued', 'sms-verification', 'authority-review', 'approved', 'abandoned', 'expired'] as const)(
    'keeps a filing that is %s closed, flagged fields too',
    (state) => {
      const save = () => check(state, 'organizer.name');

      expect(save).toThrow(expect.objectContaining({ refusal: 'filing.wrong-state', facts: { state, event: 'save' } }));
    },
  );
});

describe('proof of what was flagged', () => {
  const check = (flagged: string, path: string) => () =>
    checkOpen({ state: 'returned', flagged: [{ field: flagged, reason: '请更正' }] }, [path]);

  it.each([
    ['websites.0.siteOwner', 'websites.0.liveness'],
    ['websites.0.siteOwner.idNumber', 'websites.0.documents.id-front'],
    ['websites.0.details.preApprovals', 'websites.0.documents.pre-approval'],
    ['principal.name', 'documents.id-front'],
    ['principal', 'websites.0.liveness'],
    ['organizer.name', 'documents.business-licence'],
  ])('is open with it: %s opens %s', (flagged, path) => {
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
  ])('is closed without it, and opens nothing itself: %s does not open %s', (flagged, path) => {
    expect(check(flagged, path)).toThrow(expect.objectContaining({ refusal: 'filing.field-closed' }));
  });
});
