import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createOcrEngine } from 'engines/ocr/engine.ts';
import type { CertificateKind, Corners, Reading } from 'engines/ocr/reading.ts';
import { DIVISIONS } from '../../local/divisions.ts';
import { drawnPapers } from './drawn-papers.ts';
import type { TruePicture } from './truth.ts';

/** A paper and what the laptop's engine reads in its picture. */
export interface ReadPaper {
  readonly picture: TruePicture;
  readonly reading: Reading;
}

const FILE = new URL('./readings.json.gz', import.meta.url);
const [SEED, COUNT] = [39, 300] as const;

type Recorded = ReadPaper & { readonly lines: readonly string[] };
const recorded = (): Recorded[] =>
  existsSync(FILE) ? (JSON.parse(gunzipSync(readFileSync(FILE)).toString()) as Recorded[]) : [];

/**
 * Draws the papers that are not recorded yet and keeps what the engine reads: two seconds of CPU each. A busy machine may stop it;
 * it goes on where it was, and begins anew without the file. Of lines only their text is kept, and no portrait.
 */
export async function recordReadings(): Promise<void> {
  const engine = createOcrEngine({ divisions: DIVISIONS });
  const papers = recorded();
  const known = papers.map(({ picture }) => Number(picture.file.split('-')[1]));
  const lacking = Array.from({ length: COUNT }, (_, number) => number).filter((number) => !known.includes(number));
  for await (const { picture, photo } of drawnPapers(SEED, lacking)) {
    const { lines, ...reading } = await engine.read(photo, picture.kind as CertificateKind);
    const read = { picture, reading: { ...reading, portrait: undefined }, lines: lines.map(({ text }) => text) };
    papers.push(read as unknown as Recorded);
    writeFileSync(FILE, gzipSync(JSON.stringify(papers), { level: 9 }));
    console.log(`${papers.length}/${COUNT}  ${picture.file}  ${reading.kind}`);
  }
  await engine.close();
}

/** Where print stands is not recorded. */
const corners = Array.from({ length: 4 }, () => [0, 0]) as unknown as Corners;
const printed = (text: string) => ({ text, confidence: 1, corners });

/** The papers as they were recorded. */
export const recordedPapers = (): readonly ReadPaper[] =>
  recorded().map(({ picture, reading, lines }) => {
    const seen = lines.map((text) => ({ ...printed(text), characters: [...text].map(printed) }));
    return { picture, reading: { ...reading, lines: seen } };
  });
