import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorld } from './world.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'world-'));
});

afterEach(() => rm(dir, { recursive: true }));

const NEWCOMER = { idNumber: '11010519491231002X', name: '新来的人' };

describe('the sample world', () => {
  it.each([ENTERPRISE, INDIVIDUAL])(
    'gives the $organizerKind specimen a domain and a place in the register',
    async (specimen) => {
      const world = await createWorld({ dir });

      const domain = world.domains().find(({ name }) => name === specimen.domain);
      const identity = await world.identity(specimen.idCard.idNumber, specimen.idCard.name);

      expect(domain).toMatchObject({
        owner: specimen.organizer.name,
        ownerKind: specimen.organizerKind,
        realName: 'Approved',
      });
      expect(identity).toBe('matches');
    },
  );

  it('has no record of a person who files for the first time', async () => {
    const world = await createWorld({ dir });

    const records = [
      world.organizerRecord(ENTERPRISE.licence.creditCode),
      world.organizerRecord(INDIVIDUAL.idCard.idNumber),
      world.domainRecord(ENTERPRISE.domain),
      world.domainRecord(INDIVIDUAL.domain),
    ];

    expect(records).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('has dates relative to today', async () => {
    const world = await createWorld({ dir, now: () => new Date('2031-05-01T00:00:00Z') });

    const domain = world.domains().find(({ name }) => name === 'yunfan-keji.cn');

    expect(domain?.createdAt).toEqual(new Date('2028-11-12T00:00:00Z'));
    expect(domain?.expiresAt).toEqual(new Date('2033-03-31T00:00:00Z'));
  });

  it('shows a server in its own region only', async () => {
    const world = await createWorld({ dir });

    const ids = ['ap-hongkong', 'ap-guangzhou', undefined].map((region) =>
      world.servers('cvm', region).map(({ id }) => id),
    );

    expect(ids[0]).toEqual(['ins-hongkong']);
    expect(ids[1]).toContain('ins-gz000001');
    expect(ids[1]).not.toContain('ins-hongkong');
    expect(ids[2]).toEqual([]);
  });

  it('reads own entries from the data directory, before those of the sample', async () => {
    const mine = {
      owner: '新来的人',
      ownerKind: 'individual',
      realName: 'Approved',
      registrar: 'qcloud',
      registeredDaysAgo: 1,
      expiresInDays: 9,
    };
    await writeFile(
      join(dir, 'world.json'),
      JSON.stringify({
        domains: [
          { name: 'my-own.cn', ...mine },
          { name: 'yunfan-keji.cn', ...mine },
        ],
      }),
    );

    const domains = (await createWorld({ dir })).domains();

    expect(domains.find(({ name }) => name === 'my-own.cn')?.owner).toBe('新来的人');
    expect(domains.find(({ name }) => name === 'yunfan-keji.cn')?.owner).toBe('新来的人');
    expect(domains.find(({ name }) => name === 'shanjian-shouji.cn')?.owner).toBe('梁晓晴');
  });

  it('names the wrong field of an own entry', async () => {
    await writeFile(
      join(dir, 'world.json'),
      JSON.stringify({ domains: [{ name: 'my-own.cn', expires: '2030-01-01' }] }),
    );

    const world = createWorld({ dir });

    await expect(world).rejects.toThrow('expiresInDays');
  });
});

describe('the register of the authority', () => {
  it('learns a new person from the card that was read', async () => {
    const world = await createWorld({ dir });
    const before = await world.identity(NEWCOMER.idNumber, NEWCOMER.name);

    await world.rememberPortrait(NEWCOMER.idNumber, NEWCOMER.name, Buffer.from('portrait'));

    expect(before).toBe('unknown');
    expect(await world.identity(NEWCOMER.idNumber, NEWCOMER.name)).toBe('matches');
    expect(await world.identity('11010519491231002x', '另一个人')).toBe('name-differs');
    expect(await world.portraitOf('11010519491231002x', NEWCOMER.name)).toEqual(Buffer.from('portrait'));
    expect(await world.portraitOf(NEWCOMER.idNumber, '另一个人')).toBeUndefined();
  });

  it('keeps what it learned over a restart, the newest portrait of a person, and no readable name', async () => {
    const first = await createWorld({ dir });
    await first.rememberPortrait(NEWCOMER.idNumber, NEWCOMER.name, Buffer.from('old'));
    await first.rememberPortrait(NEWCOMER.idNumber, NEWCOMER.name, Buffer.from('new'));

    const restarted = await createWorld({ dir });

    expect(await restarted.portraitOf(NEWCOMER.idNumber, NEWCOMER.name)).toEqual(Buffer.from('new'));
    expect((await readdir(dir, { recursive: true })).sort()).toEqual([
      'register',
      expect.stringMatching(/^register\/[0-9a-f]{32}$/),
      expect.stringMatching(/^register\/[0-9a-f]{32}\/[0-9a-f]{32}\.jpg$/),
    ]);
  });

  it('does not accept a card that gives a known number another name', async () => {
    const world = await createWorld({ dir });
    const { idNumber, name } = INDIVIDUAL.idCard;

    await world.rememberPortrait(idNumber, '冒名的人', Buffer.from('portrait'));

    expect(await world.identity(idNumber, '冒名的人')).toBe('name-differs');
    expect(await world.portraitOf(idNumber, '冒名的人')).toBeUndefined();
    expect(await world.identity(idNumber, name)).toBe('matches');
  });
});
