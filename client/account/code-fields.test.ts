import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const filesIn = (folder: string, ...words: readonly string[]): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(vue|wxml)$/.test(path))
    .map((path) => `${folder}/${path}`)
    .filter((path) => words.some((word) => readFileSync(path, 'utf8').includes(word)))
    .toSorted();

/** Where a code of six digits is typed, and what shows it. */
const FIELDS = [
  ['web/src/components/account/CodeForm.vue', 'CodeField'],
  ['web/src/components/account/ContactRow.vue', 'CodeForm'],
  ['web/src/components/account/PhoneSignIn.vue', 'CodeField'],
  ['web/src/components/account/SignInWays.vue', 'CodeForm'],
  ['web/src/steps/ClaimPage.vue', 'CodeForm'],
  ['web/src/steps/EndingPage.vue', 'CodeField'],
  ['web/src/steps/OfferTransferPage.vue', 'CodeForm'],
  ['miniprogram/src/pages/claim/index.wxml', 'code-row'],
  ['miniprogram/src/pages/ending/index.wxml', 'code-row'],
  ['miniprogram/src/pages/offer-transfer/index.wxml', 'code-row'],
  ['miniprogram/src/pages/privacy/index.wxml', 'code-row'],
  ['miniprogram/src/templates/contact-card.wxml', 'code-row'],
] as const;

describe('a code of six digits', () => {
  it.each(FIELDS)('is typed in %s, with the code that was sent and the error beside it', (path, component) => {
    const tag = new RegExp(`<${component}\\b[^]*?/?>`).exec(readFileSync(path, 'utf8'))?.[0] ?? '';

    expect([/[ :]sent="/.test(tag), /[ :]error="/.test(tag)]).toEqual([true, true]);
  });

  it('is typed nowhere else', () => {
    const tags = ['<CodeField', '<CodeForm', '<code-row'];
    const found = [...filesIn('web/src', ...tags), ...filesIn('miniprogram/src', ...tags)];

    expect(found.toSorted()).toEqual(FIELDS.map(([path]) => path).toSorted());
    // The code that stops a transfer has twelve signs and no time of its own.
    expect(filesIn('web/src', 'one-time-code"')).toEqual([
      'web/src/components/form/CodeField.vue',
      'web/src/steps/StopTransferPage.vue',
    ]);
  });
});
