import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { calibrated, settledReading, USUAL } from './calibration/calibrated.ts';
import { runCommand } from './run-command.ts';
import { textTable } from './text-table.ts';
import { USAGES } from './usages.mjs';

const line = z.object({ reading: settledReading });

/** The readings in a log, whose lines may have something before their JSON, or be cut off. */
const readingsIn = (log: string) =>
  log.split('\n').flatMap((text) => {
    if (!text.includes('"reading":')) return [];
    const { success, data } = line.safeParse(parsed(text.slice(text.indexOf('{'))));
    return success ? [data.reading] : [];
  });

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { least: { type: 'string', default: String(USUAL.least) } },
  });
  const least = Number(values.least);
  if (positionals.length === 0 || !Number.isInteger(least) || least < 1) throw new Error(USAGES.calibration);
  const rows = calibrated(
    positionals.flatMap((path) => readingsIn(readFileSync(path, 'utf8'))),
    { ...USUAL, least },
  );
  const percent = (share: number) => `${(100 * share).toFixed(2)}%`;
  console.log(
    textTable([
      ['接口.内容', '条数', '改过', '有把握', '有把握而改过', '建议的界限'],
      ...rows.map(({ value, count, changed, sure, changedOfSure, limit }) => [
        value,
        String(count),
        percent(changed),
        String(sure),
        percent(changedOfSure),
        limit === undefined ? '—' : String(limit),
      ]),
    ]),
  );
  const limits = rows.flatMap(({ value, limit }) => (limit === undefined ? [] : [`${value}=${limit}`]));
  console.log(
    limits.length > 0 ? `\nOCR_SURE_FROM=${limits.join(',')}` : '\n还不能建议界限：记录太少，或置信度分不出对错。',
  );
});
