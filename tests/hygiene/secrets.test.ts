import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { identityNumberProblem } from '../../shared/domain/identity/identity-number.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { isTestFile } from './layers.ts';
import { textOf } from './source-files.ts';

const texts = projectFiles(ROOT)
  .filter((path) => !/\.(png|jpe?g|webm|mp4|ttf|onnx)$/.test(path))
  .map((path) => ({ path, text: textOf(path) }));

/** `path: match` for every match in the files, except known harmless ones. */
const found = (pattern: RegExp, harmless: readonly string[] = [], isFree = (_path: string) => false) =>
  texts
    .filter(({ path }) => !isFree(path))
    .flatMap(({ path, text }) => (text.match(pattern) ?? []).map((match) => ({ path, match })))
    .filter(({ match }) => !harmless.includes(match));

/** Published with the Standard Webhooks specification, for testing. */
const PUBLISHED_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** Names that mark a value as harmless. */
const PLACEHOLDER = /example|placeholder|change-?me|password|0123456789/i;

const SECRETS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['key of a Tencent Cloud account', /\bAKID[0-9A-Za-z]{32}\b/g],
  ['private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/g],
  ['webhook secret', /\bwhsec_[0-9A-Za-z+/]{16,}=*/g],
  ['token (JWT)', /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g],
  ['id of a WeChat mini program', /\bwx[0-9a-f]{16}\b/g],
  ['token of a code host or registry', /\b(gh[pousr]_\w{36}|npm_\w{36})\b/g],
  ['address with a password', /\b[a-z]+:\/\/[\w-]+:[\w-]{8,}@/g],
];

describe('no file has a', () => {
  it.each(SECRETS)('%s', (_what, pattern) => {
    const secrets = found(pattern, [PUBLISHED_SECRET]);

    expect(secrets.filter(({ match }) => !PLACEHOLDER.test(match))).toEqual([]);
  });
});

/** Invented people have numbers that were never issued, see packages/specimens/people.ts. */
const INVENTED = [ENTERPRISE, INDIVIDUAL].map(({ idCard }) => idCard.idNumber);
/** The example printed in GB 11643-1999, and the same with a lower-case x. */
const PUBLISHED_NUMBERS = ['11010519491231002X', '11010519491231002x'];
/**
 * Numbers on drawn cards have one of the sequence numbers 996 to 999, which were reserved for people born before 1900.
 */
const isDrawn = (path: string, number: string): boolean =>
  path.startsWith('tests/corpus/') && /^\d{14}99[6-9]/.test(number);
/** An example of masking. */
const PUBLISHED_MOBILE = '13800001234';

describe('no file contains of a real person', () => {
  it('an ID number', () => {
    const numbers = found(/(?<![\w.])[1-9]\d{16}[\dXx](?!\w)/g, [...INVENTED, ...PUBLISHED_NUMBERS]);

    const plausible = numbers.filter(
      ({ path, match }) => !isDrawn(path, match) && !identityNumberProblem(match.toUpperCase(), '2026-11-25'),
    );

    expect(plausible).toEqual([]);
  });

  it('a mobile number, outside tests and specimens', () => {
    const isFree = (path: string) =>
      isTestFile(path) || path.startsWith('packages/specimens/') || path.startsWith('tools/rules/cases/');

    const numbers = found(/(?<![\w.])1[3-9]\d{9}(?![\w.])/g, [PUBLISHED_MOBILE], isFree);

    expect(numbers).toEqual([]);
  });

  it('a mail address', () => {
    const addresses = found(/(?<![\w/])[\w.+-]+@(?!([\w-]+\.)*example\.)[\w-]+(\.[\w-]+)*\.(com|cn|net|org|io)\b/g);

    expect(addresses).toEqual([]);
  });
});
