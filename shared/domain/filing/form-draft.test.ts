import { describe, expect, it } from 'vitest';
import {
  type DraftSave,
  draftFrom,
  type FormDraft,
  isBlankValue,
  mergeDraft,
  NO_DRAFT,
  replaceForm,
  unseenIn,
  valuesOf,
} from './form-draft.ts';

const AT = '2026-11-27T02:00:00.000Z';

const save = (page: string, base: number, values: DraftSave['values'], more: Partial<DraftSave> = {}): DraftSave => ({
  page,
  base,
  device: `${page} 的设备`,
  at: AT,
  values,
  taken: [],
  settled: [],
  ...more,
});
const merged = (draft: FormDraft, ...saves: readonly DraftSave[]) => saves.reduce(mergeDraft, draft);
const othersOf = ({ others }: FormDraft, key: string) => (others[key] ?? []).map(({ value }) => value);

describe('a form that two devices fill in', () => {
  it('has the fields of both', () => {
    const draft = merged(NO_DRAFT, save('a', 0, { name: '云帆官网' }), save('b', 0, { remark: '产品' }));

    expect([draft.version, valuesOf(draft), draft.others]).toEqual([2, { name: '云帆官网', remark: '产品' }, {}]);
  });

  it('keeps both values of a field that both have changed', () => {
    const draft = merged(NO_DRAFT, save('a', 0, { name: '云帆官网' }), save('b', 0, { name: '云帆商城' }));

    expect(valuesOf(draft)).toEqual({ name: '云帆官网' });
    expect(draft.others.name).toEqual([{ value: '云帆商城', version: 2, page: 'b', device: 'b 的设备', at: AT }]);
    expect(unseenIn(draft, { base: 0, page: 'b' })).toEqual(['name']);
  });

  it('has one value of what both have typed alike', () => {
    const draft = merged(NO_DRAFT, save('a', 0, { name: '云帆官网' }), save('b', 0, { name: '云帆官网' }));

    expect([draft.version, draft.others]).toEqual([1, {}]);
  });

  it('takes a value of whoever has seen the one before', () => {
    const draft = merged(NO_DRAFT, save('a', 0, { name: '云帆官网' }), save('b', 1, { name: '云帆商城' }));

    expect([valuesOf(draft), draft.others]).toEqual([{ name: '云帆商城' }, {}]);
  });

  it('goes on with its own values, also when a reply was lost', () => {
    const draft = merged(NO_DRAFT, save('a', 0, { name: '云' }), save('a', 0, { name: '云帆' }));

    expect([valuesOf(draft), draft.others]).toEqual([{ name: '云帆' }, {}]);
  });

  it('replaces its own value beside another one', () => {
    const conflict = merged(
      NO_DRAFT,
      save('a', 0, { name: '甲' }),
      save('b', 0, { name: '乙' }),
      save('b', 0, { name: '乙二' }),
    );

    expect(othersOf(conflict, 'name')).toEqual(['乙二']);
  });

  it('changes nothing when the same is sent again', () => {
    const draft = merged(NO_DRAFT, save('a', 0, { name: '甲' }), save('b', 0, { name: '乙' }));

    expect(mergeDraft(draft, save('b', 0, { name: '乙' }))).toBe(draft);
    expect(mergeDraft(draft, save('a', 0, { name: '甲' }))).toBe(draft);
  });
});

describe('a conflict', () => {
  const conflict = merged(NO_DRAFT, save('a', 0, { name: '甲' }), save('b', 0, { name: '乙' }));

  it.each(['甲', '乙'])('ends when the person has seen both values and chosen: %s', (name) => {
    const draft = mergeDraft(conflict, save('b', 2, { name }, { settled: ['name'] }));

    expect([valuesOf(draft), draft.others]).toEqual([{ name }, {}]);
  });

  it('goes on when a third value came meanwhile', () => {
    const third = mergeDraft(conflict, save('c', 0, { name: '丙' }));

    const draft = mergeDraft(third, save('b', 2, { name: '乙' }, { settled: ['name'] }));

    expect([valuesOf(draft), othersOf(draft, 'name')]).toEqual([{ name: '乙' }, ['丙']]);
  });
});

describe('a form that was saved as a whole', () => {
  const saved = { name: '云帆官网', remark: undefined };

  it('is seen by whoever has seen the filing', () => {
    const draft = mergeDraft(draftFrom(saved, ['name']), save('a', 0, { name: '云帆商城' }));

    expect([valuesOf(draft), draft.others]).toEqual([{ name: '云帆商城' }, {}]);
  });

  it('says which values were taken over unseen', () => {
    expect(draftFrom(saved, []).fields.name?.isTaken).toBe(true);
    expect(draftFrom(saved, ['name']).fields.name?.isTaken).toBeUndefined();
  });

  it('leaves what is half-filled beside it', () => {
    const half = mergeDraft(draftFrom(saved, ['name']), save('a', 0, { name: '云帆商城', remark: '' }));

    const draft = replaceForm(half, saved, { name: '云帆论坛', remark: '新' }, { device: '接口', at: AT });

    expect([valuesOf(draft), othersOf(draft, 'name'), othersOf(draft, 'remark')]).toEqual([
      { name: '云帆论坛', remark: '新' },
      ['云帆商城'],
      [],
    ]);
  });

  it('is not overwritten by whoever has not seen it', () => {
    const replaced = replaceForm(draftFrom(saved, []), saved, { name: '云帆论坛' }, { device: '接口', at: AT });

    const draft = mergeDraft(replaced, save('a', 0, { name: '云帆商城' }));

    expect([valuesOf(draft), othersOf(draft, 'name')]).toEqual([{ name: '云帆论坛' }, ['云帆商城']]);
  });
});

describe('a value', () => {
  it.each([
    ['', true],
    ['  ', true],
    ['云', false],
    [false, false],
    [undefined, true],
    [[], true],
    [[8], false],
    [[{ kind: 'news', number: '' }], true],
    [{ province: '440000', city: '440300', district: '', detail: '科苑路' }, true],
    [{ province: '440000', city: '440300', district: '440305', detail: '科苑路' }, false],
  ])('%j is blank: %s', (value, isBlank) => {
    expect(isBlankValue(value)).toBe(isBlank);
  });
});
