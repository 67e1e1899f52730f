import { randomInt, randomUUID } from 'node:crypto';
import { contentHash } from '../../../platform/edge/content-hash.ts';
import { writtenDomains, writtenNumbers } from '../notations.ts';
import { type Scene, signed } from './scene.ts';

const HOUR_MS = 60 * 60 * 1000;

interface Lists {
  readonly lists: readonly { readonly list: string; readonly version: number }[];
  readonly tasks: readonly { readonly kind: string; readonly value: string; readonly cases: readonly unknown[] }[];
}

/** Invented values that no other play of this scene has: how they are called in a list, and the ways to write them. */
function newValues() {
  const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join('');
  const [organizer, person, domain] = [`91440300MA${digits(7)}X`, `99${digits(15)}X`, `云帆${digits(9)}.中国`];
  return [
    { word: '主办者', kind: 'organizer', value: organizer, ways: writtenNumbers(organizer) },
    { word: '负责人', kind: 'person', value: person, ways: writtenNumbers(person) },
    { word: '域名', kind: 'domain', value: domain, ways: writtenDomains(domain) },
  ] as const;
}
type Values = ReturnType<typeof newValues>;

/** The authority's black list, proposed by one member of the desk's staff and confirmed by another. */
async function list({ deskOfStaff }: Scene, values: Values): Promise<void> {
  const { lists } = await deskOfStaff.call<Lists>('tang-bo', 'GET', '/v1/authority-lists');
  const version = lists.find(({ list }) => list === 'black')?.version ?? 0;
  const dueAt = new Date(Date.now() + HOUR_MS).toISOString();
  // Each is listed in another of its ways.
  const text = values.map(({ word, ways }) => `${word},${ways[randomInt(ways.length)]}`).join('\n');
  const proposed = await deskOfStaff.call<{ readonly proposalId: string }>(
    'tang-bo',
    'POST',
    '/v1/authority-lists/black/proposals',
    { version, dueAt, text },
  );
  await deskOfStaff.call('zhou-lan', 'PUT', `/v1/proposals/${proposed.proposalId}`, { confirms: true });
}

/** A filing arrives at the desk, as another filing service might write its values. @returns the status. */
async function arrive(scene: Scene, record: Readonly<Record<string, string>>): Promise<number> {
  const { organizer = '', person: idNumber = '', domain = '' } = record;
  const data = {
    filingType: 'first',
    eligibility: { region: '440000', organizerKind: 'enterprise', certificateNumber: organizer, domain },
    organizer: { name: '样例公司' },
    principal: { name: '样例', idNumber },
    websites: [{ id: randomUUID(), domain, details: {} }],
    documents: [],
    findings: [],
  };
  const body = JSON.stringify({ filingId: randomUUID(), round: 1, contentHash: contentHash(data), data });
  const headers = signed(scene, { method: 'POST', target: '/v1/filings', body });
  return (await fetch(`${scene.deskOfStaff.url}/v1/filings`, { method: 'POST', headers, body })).status;
}

/**
 * Filings come whose organizer, person or domain is on the authority's black list, written in every other way: the desk meets
 * each of them.
 */
export async function listsEvaded(scene: Scene): Promise<void> {
  const values = newValues();
  await list(scene, values);
  for (const { kind, ways } of values)
    for (const way of ways) {
      const status = await arrive(scene, { [kind]: way });
      if (status !== 200)
        scene.judge.violation(`the desk answers ${status} to a ${kind} written as ${JSON.stringify(way)}`);
    }
  const { tasks } = await scene.deskOfStaff.call<Lists>('tang-bo', 'GET', '/v1/authority-lists');
  for (const { kind, ways } of values) {
    // Numbers are masked, and the list has one of each kind.
    const met = tasks.find((task) => task.kind === kind)?.cases.length ?? 0;
    scene.judge.count('listed values written another way', met);
    if (met < ways.length)
      scene.judge.violation(`a black-listed ${kind} is passed by notation: ${met} of ${ways.length} are met`);
  }
}
