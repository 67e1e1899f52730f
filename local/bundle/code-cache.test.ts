import { describe, expect, it } from 'vitest';
import { codesOf, isCodeOf, stamped } from './code-cache.ts';

const NAME = 'function.js';
const scriptOf = (answer: number, flags: readonly string[] = []) =>
  stamped(NAME, `(function(){return function answer(){return ${answer}}})\n`, flags);

describe('a stamp', () => {
  it.each([
    ['another text of the same length', scriptOf(2)],
    ['another name', stamped('pdfkit.js', '(function(){return function answer(){return 1}})\n', [])],
    ['other flags', scriptOf(1, ['--stack-size=900'])],
  ])('is another one for %s', (_case, { text }) => {
    const one = scriptOf(1);

    expect(text.slice(-64)).toMatch(/^[\da-f]{64}$/);
    expect(text.slice(-64)).not.toBe(one.text.slice(-64));
  });
});

describe('codesOf', () => {
  it('makes the same bytes again, whatever else is compiled', async () => {
    const [one, other] = [scriptOf(1), stamped('other.js', '({ other: (a) => a + a })\n', [])];

    const alone = await codesOf([one], []);
    const after = await codesOf([other, one], []);

    expect(after.get(one.text)).toEqual(alone.get(one.text));
    expect(after.get(other.text)).not.toEqual(alone.get(one.text));
  });

  it('makes the same bytes of a name that was cut out of a Chinese text', async () => {
    const one = scriptOf(1);

    const plain = await codesOf([one], []);
    const cut = await codesOf([{ ...one, filename: `函数:${NAME}`.slice('函数:'.length) }], []);

    expect(cut).toEqual(plain);
  });

  it('begins with the stamp of the script', async () => {
    const [one, other] = [scriptOf(1), scriptOf(2)];

    const code = Buffer.from((await codesOf([one], [])).get(one.text) ?? []);

    expect([one, other].map(({ text }) => isCodeOf(text, code))).toEqual([true, false]);
  });

  it('fails at a flag that Node does not know', async () => {
    const compiling = codesOf([scriptOf(1)], ['--no-such-flag-of-node']);

    await expect(compiling).rejects.toThrow('compiling ahead ended with 9');
  });
});
