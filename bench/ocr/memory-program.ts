/**
 * Prints the most memory, in MB over the start, that the OCR engine takes with two pictures at once, in a process of its
 * own: `memory-program.ts <picture>…`.
 */
import { readFileSync } from 'node:fs';
import { createOcrEngine } from 'engines/ocr/engine.ts';
import { DIVISIONS } from '../../local/divisions.ts';
import { watchMemory } from '../memory.ts';

const ROUNDS = 2;

const files = process.argv.slice(2).map((file) => readFileSync(file));
const memory = watchMemory();
const engine = createOcrEngine({ divisions: DIVISIONS });
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [index, file] of files.entries()) {
    const other = files[(index + 1) % files.length] ?? file;
    await Promise.all([engine.read(file), engine.read(other)]);
  }
}
process.stdout.write(String(memory.stop()));
await engine.close();
