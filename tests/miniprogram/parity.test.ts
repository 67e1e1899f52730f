import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STEPS } from '../../client/filing/steps.ts';
import { fieldsFor, ORGANIZER_FIELDS, PERSON_FIELDS, WEBSITE_FIELDS } from '../../client/form/form-fields.ts';
import { ROOT } from '../../deploy/root.ts';
import { MINI_PROGRAM_PAGES } from '../../shared/domain/mini-program-pages.ts';
import { textOf } from '../hygiene/source-files.ts';

const app = JSON.parse(textOf('miniprogram/src/app.json')) as {
  readonly pages: readonly string[];
  readonly usingComponents: Readonly<Record<string, string>>;
};
const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`);
const webPages = filesIn('web/src').filter((path) => path.endsWith('.vue'));
const text = (paths: readonly string[]): string => paths.map(textOf).join('\n');
const codeOf = (folder: string): string =>
  text(filesIn(folder).filter((path) => /\.(ts|vue|wxml)$/.test(path) && !path.endsWith('.test.ts')));

describe('app.json', () => {
  it('has the pages that codes and messages open, and the page of every step', () => {
    const steps = STEPS.map(({ id }) => `pages/${id}/index`);

    expect(app.pages).toEqual(expect.arrayContaining([...Object.values(MINI_PROGRAM_PAGES), ...steps]));
    expect(app.pages[0]).toBe('pages/start/index');
  });

  it('names every page and component that is there, and at most 14 components', () => {
    const folders = (value: string) => readdirSync(join(ROOT, 'miniprogram/src', value)).toSorted();

    expect(app.pages.map((page) => page.split('/')[1]).toSorted()).toEqual(folders('pages'));
    expect(Object.keys(app.usingComponents).toSorted()).toEqual(folders('components'));
    expect(folders('components').length).toBeLessThanOrEqual(14);
  });
});

describe('the mini program', () => {
  it('has a page for each step that the web page has', () => {
    const steps = webPages.flatMap((path) => /\/steps\/(\w+)Step\.vue$/.exec(path)?.[1] ?? []);
    const kebab = steps.map((name) => name.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase());

    expect(app.pages).toEqual(expect.arrayContaining(kebab.map((name) => `pages/${name}/index`)));
  });

  it('has each of the web page’s other pages', () => {
    // A frame around the steps, and what a wrong address shows: a mini program has neither.
    const ofBrowser = ['Filing', 'NotFound'];
    const names = webPages.flatMap((path) => /\/steps\/(\w+)Page\.vue$/.exec(path)?.[1] ?? []);
    const kebab = names
      .filter((name) => !ofBrowser.includes(name))
      .map((name) => name.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase());
    const onThePhone = kebab.map((name) => (name === 'console' ? 'eligibility' : name));

    expect(onThePhone.toSorted()).toEqual([
      ...['claim', 'cloud', 'contact', 'eligibility', 'filings', 'hand-over', 'help', 'photograph', 'privacy', 'start'],
      ...['stop-transfer', 'transfer'],
    ]);
    expect(app.pages).toEqual(expect.arrayContaining(onThePhone.map((name) => `pages/${name}/index`)));
  });

  it('has a control for every field of every form', () => {
    const forms = [ORGANIZER_FIELDS, PERSON_FIELDS, WEBSITE_FIELDS] as const;
    const controls = forms.flatMap((fields) =>
      (['enterprise', 'individual'] as const).flatMap((kind) => fieldsFor(fields, kind).map(({ control }) => control)),
    );
    const field = codeOf('miniprogram/src/components/form-field');

    const missing = [...new Set(controls)].filter((control) => !field.includes(`'${control}'`));

    expect(controls.length).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });

  it('calls every operation that the web page calls, apart from the ways to sign in that only a browser needs', () => {
    const called = (code: string) =>
      new Set([...code.matchAll(/\b(?:call|callFromPhone|client|callOnce)\(\s*'(\w+)'/g)].map(([, name]) => name));
    const shared = codeOf('client');
    const [web, phone] = [called(codeOf('web/src') + shared), called(codeOf('miniprogram/src') + shared)];

    // On a phone WeChat signs in.
    const onlyBrowser = [
      'makeScanTicket',
      'showScanTicket',
      'renew',
      'signOut',
      'sendPhoneCode',
      'signInByPhone',
      'proveNumber',
    ];

    const missing = [...web].filter((name) => !phone.has(name)).toSorted();
    expect(missing).toEqual(onlyBrowser.toSorted());
  });
});
