import { expect, it } from 'vitest';
import type { Cloud } from './cloud.ts';
import { recentLines } from './recent-lines.ts';

const FIRST_MS = Date.parse('2026-11-26T08:00:00Z');
/** A log service with these messages, a second apart, and what it was asked. */
function serviceWith(messages: readonly string[]) {
  const contexts: unknown[] = [];
  const newest = messages.map((text, place) => ({ text, Time: FIRST_MS + 1000 * place })).toReversed();
  const read = async (_product: string, _action: string, { Limit, Context }: Record<string, unknown>) => {
    contexts.push(Context);
    const from = Number(Context ?? 0);
    const to = from + Number(Limit);
    const Results = newest.slice(from, to).map(({ text, Time }) => ({
      Time,
      LogJson: JSON.stringify({ SCF_RequestId: 'c2af8a1e', SCF_Message: text }),
    }));
    return { Results, Context: String(to), ListOver: to >= newest.length };
  };
  return { cloud: { read } as unknown as Cloud, contexts };
}
const read = ({ cloud }: ReturnType<typeof serviceWith>) => recentLines(cloud, 'topic', 'icp-filing-test-health', 60);

it('tells what a function wrote and how a run failed, and not what the platform writes about each run', async () => {
  const service = serviceWith([
    'START RequestId: c2af8a1e',
    'Init Report RequestId: c2af8a1e Coldstart: 90ms',
    'was asked',
    'ERROR RequestId: c2af8a1e Result: Invoking task timed out after 3 seconds',
    'Response RequestId: c2af8a1e RetMsg: {}',
    'END RequestId: c2af8a1e',
    'Report RequestId: c2af8a1e Duration: 3000ms',
  ]);

  expect(await read(service)).toEqual([
    '2026-11-26T08:00:02.000Z c2af8a1e was asked',
    '2026-11-26T08:00:03.000Z c2af8a1e ERROR RequestId: c2af8a1e Result: Invoking task timed out after 3 seconds',
  ]);
});

it('tells a line of JSON as it was written, though the platform has taken it apart', async () => {
  const LogJson = JSON.stringify({
    SCF_FunctionName: 'icp-filing-test-submission',
    SCF_RequestId: 'c2af8a1e',
    level: 'info',
    reading: '{"value":"IDCardOCR.address","isSure":false}',
  });
  const cloud = { read: async () => ({ Results: [{ Time: FIRST_MS, LogJson }], ListOver: true }) } as unknown as Cloud;

  expect(await read({ cloud, contexts: [] })).toEqual([
    '2026-11-26T08:00:00.000Z c2af8a1e {"level":"info","reading":{"value":"IDCardOCR.address","isSure":false}}',
  ]);
});

it('reads page after page until nothing is left, oldest line first', async () => {
  const service = serviceWith(Array.from({ length: 2_001 }, (_, place) => `line ${place}`));

  const lines = await read(service);

  expect(lines).toHaveLength(2_001);
  expect([lines[0], lines[2_000]]).toEqual([
    '2026-11-26T08:00:00.000Z c2af8a1e line 0',
    '2026-11-26T08:33:20.000Z c2af8a1e line 2000',
  ]);
  expect(service.contexts).toEqual([undefined, '1000', '2000']);
});

it('stops at the ten thousand lines that the service gives', async () => {
  const service = serviceWith(Array.from({ length: 12_000 }, (_, place) => `line ${place}`));

  expect(await read(service)).toHaveLength(10_000);
});
