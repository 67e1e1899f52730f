import { describe, expect, it } from 'vitest';
import { Failed } from '../../platform/ports/failed.ts';
import { testClock } from '../../tests/support/clock.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import type { CloudServiceFacts, DomainFacts } from '../domain/facts.ts';
import { createKeptCloudServices, createKeptDomainRegistry, createKeptWebsiteProbe } from './kept-facts.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);
const { keptFacts } = instance;

const OWNED: DomainFacts = { source: 'registry', ownerName: '周建明', realName: 'approved', statuses: ['ok'] };
const SERVER: CloudServiceFacts = {
  inMainland: true,
  prepaid: true,
  publicIps: ['203.0.113.10'],
  createdAt: new Date('2025-11-01T02:00:00Z'),
  expiresAt: new Date('2027-11-01T02:00:00Z'),
  running: true,
};
const CVM = { kind: 'resource', product: 'cvm', resourceId: 'ins-gz000001', region: 'ap-guangzhou' } as const;

/** A source that counts how often it is asked, and whose answers are these in turn. */
function sourceOf<T>(...answers: readonly (T | Error)[]) {
  const left = answers.values();
  const source = { asked: 0, facts: async (): Promise<T> => answer() };
  const answer = (): T => {
    source.asked += 1;
    const next = left.next().value;
    if (next instanceof Error) throw next;
    return next as T;
  };
  return source;
}

describe('a fact that is kept', () => {
  it('about a domain is asked for once in five minutes, and again afterwards', async () => {
    const source = sourceOf<DomainFacts | undefined>(OWNED, { ...OWNED, realName: 'none' });
    const registry = createKeptDomainRegistry(source, keptFacts, 'registry');

    const first = [await registry.facts('one.cn'), await registry.facts('one.cn')];
    clock.forward(299);
    const before = [await registry.facts('one.cn'), source.asked];
    clock.forward(1);
    const after = [await registry.facts('one.cn'), source.asked];

    expect(first).toEqual([OWNED, OWNED]);
    expect([before, after]).toEqual([
      [OWNED, 1],
      [{ ...OWNED, realName: 'none' }, 2],
    ]);
  });

  it('is kept too when it says that there is no such domain; a failure is not', async () => {
    const source = sourceOf<DomainFacts | undefined>(new Failed('domain-registry', 'timeout'), undefined, OWNED);
    const registry = createKeptDomainRegistry(source, keptFacts, 'registry');

    await expect(registry.facts('two.cn')).rejects.toMatchObject({ kind: 'timeout' });
    const answers = [await registry.facts('two.cn'), await registry.facts('two.cn')];

    expect([answers, source.asked]).toEqual([[undefined, undefined], 2]);
  });

  it('of one cloud account is not told to another', async () => {
    const [own, other] = [sourceOf(OWNED), sourceOf<DomainFacts | undefined>(undefined)];

    await createKeptDomainRegistry(own, keptFacts, 'operator').facts('three.cn');
    const elsewhere = await createKeptDomainRegistry(other, keptFacts, 'qcs::cam::uin/1:roleName/icp').facts(
      'three.cn',
    );

    expect([elsewhere, other.asked]).toEqual([undefined, 1]);
  });

  it('about a server has its dates, and is that of the server alone', async () => {
    const source = sourceOf(SERVER, { ...SERVER, running: false, expiresAt: undefined });
    const services = createKeptCloudServices(source, keptFacts, 'operator');

    const same = [await services.facts(CVM), await services.facts(CVM)];
    const other = [
      await services.facts({ ...CVM, region: 'ap-beijing' }),
      await services.facts({ ...CVM, region: 'ap-beijing' }),
    ];

    expect(same).toEqual([SERVER, SERVER]);
    expect(other.map((facts) => [facts?.running, facts?.expiresAt])).toEqual([
      [false, undefined],
      [false, undefined],
    ]);
    expect(source.asked).toBe(2);
  });

  it('about a website is looked at once', async () => {
    const source = sourceOf(false);
    const probe = createKeptWebsiteProbe({ isOpen: source.facts }, keptFacts);

    expect([await probe.isOpen('four.cn'), await probe.isOpen('four.cn'), source.asked]).toEqual([false, false, 1]);
  });

  it('names neither domain nor owner in the database', async () => {
    await createKeptDomainRegistry(sourceOf(OWNED), keptFacts, 'registry').facts('five.cn');

    const rows = await test.query<{ row: string }>('select kept_fact::text as row from kept_fact');

    const hidden = ['five.cn', '周建明'].flatMap((text) => [text, Buffer.from(text).toString('hex')]);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => hidden.some((text) => row.includes(text)))).toEqual([]);
  });
});
