import { describe, expect, it } from 'vitest';
import { ENTERPRISE, INDIVIDUAL } from '../../../local/specimens/people.ts';
import { contentsOf, filingIn } from '../../../tests/support/filings.ts';
import { testInstance } from '../../../tests/support/test-instance.ts';
import type { FilingState } from '../../domain/filing-machine.ts';
import { personNumbers } from '../../domain/person-numbers.ts';

const { test, instance } = await testInstance();

const OTHER = INDIVIDUAL.principal.idNumber;
const OWN = ENTERPRISE.licence.creditCode;
const numbers = personNumbers(contentsOf(ENTERPRISE, 'w1'));

describe('the numbers of people', () => {
  it.each<[FilingState, boolean]>([
    ['draft', false],
    ['abandoned', false],
    ['submitted', true],
    ['returned', true],
    ['authority-review', true],
    ['approved', true],
    ['revoked', false],
  ])('of another organizer’s filing that is %s are used: %s', async (state, used) => {
    await test.query('truncate filing cascade');
    await filingIn(instance, state, ENTERPRISE);

    expect(await instance.peopleUses.ofOthers(numbers, OTHER)).toEqual(used ? numbers : []);
  });

  it('of the organizer’s own filings are not used by others', async () => {
    await filingIn(instance, 'approved', ENTERPRISE);

    expect(await instance.peopleUses.ofOthers(numbers, OWN)).toEqual([]);
  });

  it('are told from those that nobody has, and none are asked for nothing', async () => {
    await filingIn(instance, 'approved', ENTERPRISE);
    const [mobile = ''] = numbers;

    expect(await instance.peopleUses.ofOthers(['13900000000', mobile], OTHER)).toEqual([mobile]);
    expect(await instance.peopleUses.ofOthers([], OTHER)).toEqual([]);
  });

  it('follow the forms of a draft that is saved, and go with what is erased', async () => {
    await test.query('truncate filing cascade');
    const { filingId, applicantId } = await filingIn(instance, 'draft', ENTERPRISE);
    const contents = contentsOf(ENTERPRISE, 'w1');
    await instance.filings.change(filingId, applicantId, () => ({
      event: 'save',
      contents: { ...contents, principal: undefined, websites: [] },
    }));
    const stored = async () =>
      (await test.query<{ n: number }>('select cardinality(person_numbers) n from filing'))[0]?.n;
    const saved = await stored();
    await instance.filings.change(filingId, applicantId, () => ({ event: 'save', contents }));
    const again = await stored();

    await instance.erasure.eraseFiling(filingId);

    expect([saved, again, await stored()]).toEqual([0, 2, 0]);
  });
});
