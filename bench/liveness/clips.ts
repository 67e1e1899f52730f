import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaceEngine } from 'engines/face/engine.ts';
import type { VideoFinding } from 'engines/face/facts.ts';
import { type Row, within } from '../row.ts';

const MAX_FALSE_PERCENT = 2;

/**
 * How many recordings of real people are taken for a screen, joined takes or two people: all files of a directory, none
 * of which has a cut.
 */
export async function clipRows(engine: FaceEngine, directory: string): Promise<readonly Row[]> {
  const findings: (readonly VideoFinding[])[] = [];
  for (const name of readdirSync(directory).sort()) {
    const facts = await engine.video(readFileSync(join(directory, name)));
    findings.push(facts.findings);
    console.log(`${name.padEnd(26)} ${facts.findings.join(' ')}`);
  }
  const row = (what: string, finding: VideoFinding, of: readonly (readonly VideoFinding[])[]) =>
    within(MAX_FALSE_PERCENT, {
      metric: `real clips, taken for ${what} (n=${of.length})`,
      value: (100 * of.filter((all) => all.includes(finding)).length) / of.length,
      unit: '%',
    });
  // Faces of a few pixels can't be compared; such a film is refused as too far away.
  const near = findings.filter((all) => !all.includes('too-far'));
  return [
    row('a screen', 'screen', findings),
    row('joined takes', 'spliced', findings),
    row('two people', 'face-changed', near),
  ];
}
