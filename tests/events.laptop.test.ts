import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../deploy/root.ts';
import { type TestLaptop, testLaptop } from './support/test-laptop.ts';

const EVENTS = join(ROOT, 'events');
const folders = readdirSync(EVENTS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const readJson = (file: string): unknown => JSON.parse(readFileSync(join(EVENTS, file), 'utf8'));

let laptop: TestLaptop;

beforeAll(async () => {
  laptop = await testLaptop();
});

afterAll(() => laptop?.stop());

for (const { name } of folders) {
  describe(`${name} returns the expected reply to`, () => {
    for (const file of readdirSync(join(EVENTS, name)).filter((file) => !file.endsWith('.expect.json'))) {
      it(file, async () => {
        const event = readJson(`${name}/${file}`);
        const expected = readJson(`${name}/${file.replace('.json', '.expect.json')}`);

        const result = await laptop.host.invoke(name, event);

        expect(result).toMatchObject({ ok: true });
        expect(result.ok && withParsedBody(result.value)).toMatchObject(expected as object);
      });
    }
  });
}

/** HTTP replies are compared by their parsed bodies. */
function withParsedBody(value: unknown): unknown {
  const { body } = value as { readonly body?: string };
  return body === undefined ? value : { ...(value as object), body: JSON.parse(body) as unknown };
}
