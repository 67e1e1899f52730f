import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STEPS } from '../../client/filing/steps.ts';
import { fieldsFor, ORGANIZER_FIELDS, PERSON_FIELDS, WEBSITE_FIELDS } from '../../client/form/form-fields.ts';
import { GLOSSARY } from '../../client/kit/glossary.ts';
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
    // A frame around the steps, what a wrong address shows, and what an SMS opens: a message of WeChat opens the page itself.
    const ofBrowser = ['Filing', 'NotFound', 'Message'];
    const names = webPages.flatMap((path) => /\/steps\/(\w+)Page\.vue$/.exec(path)?.[1] ?? []);
    const kebab = names
      .filter((name) => !ofBrowser.includes(name))
      .map((name) => name.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase());
    const onThePhone = kebab.map((name) => (name === 'console' ? 'eligibility' : name));

    expect(onThePhone.toSorted()).toEqual([
      ...['change', 'claim', 'cloud', 'contact', 'eligibility', 'elsewhere', 'ending', 'filed-website', 'filings'],
      ...[
        'hand-over',
        'help',
        'notice',
        'offer-transfer',
        'photograph',
        'privacy',
        'record',
        'start',
        'stop-transfer',
        'transfer',
      ],
    ]);
    expect(app.pages).toEqual(expect.arrayContaining(onThePhone.map((name) => `pages/${name}/index`)));
  });

  it('has a control for every field of every form', () => {
    const forms = [ORGANIZER_FIELDS, PERSON_FIELDS, WEBSITE_FIELDS] as const;
    const controls = forms.flatMap((fields) =>
      (['enterprise', 'individual'] as const).flatMap((kind) =>
        fieldsFor(fields, kind, '440000').map(({ control }) => control),
      ),
    );
    const field = codeOf('miniprogram/src/components/form-field');

    const missing = [...new Set(controls)].filter((control) => !field.includes(`'${control}'`));

    expect(controls.length).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });

  it('explains the words of the trade where they first stand, as the web page does', () => {
    const explains = (code: string) =>
      (Object.keys(GLOSSARY) as (keyof typeof GLOSSARY)[]).filter(
        (word) => code.includes(`.${word} }}`) || code.includes(`.${word}}}`),
      );

    expect(explains(codeOf('web/src'))).toEqual(Object.keys(GLOSSARY));
    expect(explains(codeOf('miniprogram/src'))).toEqual(Object.keys(GLOSSARY));
  });

  it('asks for proper dress and a white wall before a recording and during it, as the web page does', () => {
    const asked = (path: string) => textOf(path).match(/穿戴整齐，背景必须是白色/gu)?.length;

    expect(asked('web/src/components/documents/LivenessCard.vue')).toBe(2);
    expect(asked('miniprogram/src/templates/liveness-card.wxml')).toBe(1);
    expect(asked('miniprogram/src/components/camera-stage/index.wxml')).toBe(1);
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
      // What a link says before that.
      'previewTransfer',
    ];

    const missing = [...web].filter((name) => !phone.has(name)).toSorted();
    expect(missing).toEqual(onlyBrowser.toSorted());
  });
});

/** The least Chinese characters of what counts as a sentence: shorter labels may be the same by chance. */
const SENTENCE = 18;

/** The sentences that are written in the files of a folder, without comments and what is put in while they are shown. */
function sentencesIn(folder: string): ReadonlySet<string> {
  const code = codeOf(folder)
    .replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^\s*\/\/.*$/gm, '')
    .replace(/\{\{|\}\}|\$\{/g, '\n');
  const found = code.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”\w 、，。：；（）·…]+/gu) ?? [];
  const bare = found.map((text) => text.replace(/[\s。，：]+$|^[\s。，：]+/gu, ''));
  return new Set(bare.filter((text) => (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= SENTENCE));
}

it('no sentence is written in both front ends: what both say stands in client/', () => {
  const ofPhone = sentencesIn('miniprogram/src');

  expect(ofPhone.size).toBeGreaterThan(20);
  expect([...sentencesIn('web/src')].filter((text) => ofPhone.has(text))).toEqual([]);
});

/** The keys of a table of words in the order in which a template first uses them. */
const wordsIn = (path: string, table: string): readonly string[] => {
  const whole = textOf(path);
  const template = path.endsWith('.vue') ? whole.slice(whole.indexOf('\n<template>')) : whole;
  return [...new Set([...template.matchAll(new RegExp(`\\b${table}\\.(\\w+)`, 'g'))].map(([, key = '']) => key))];
};

/** Pages that both front ends make of one model. `browser`: what only a browser needs. */
const PAIRS = [
  ['a flagged item', 'components/filing/RepairItem.vue', 'REPAIR_TEXTS', 'progress', 'texts', ['back']],
  ['the progress', 'steps/ProgressStep.vue', 'PROGRESS_TEXTS', 'progress', 'words', ['contents', 'rest']],
  ['the preview', 'steps/PreviewStep.vue', 'PREVIEW_TEXTS', 'preview', 'words', ['folded', 'all']],
  [
    'the result of a check',
    'components/filing/EligibilityResult.vue',
    'RESULT_TEXTS',
    'eligibility',
    'texts',
    ['signIn'],
  ],
  ['the SMS verification', 'components/account/SmsCheck.vue', 'SMS_CHECK', 'progress', 'says', ['open', 'copy']],
  ['a notice', 'steps/NoticePage.vue', 'NOTICE_TEXTS', 'notice', 'texts', ['back']],
] as const;

describe.each(PAIRS)('%s', (_, component, table, page, words, browser) => {
  const [web, phone] = [`web/src/${component}`, `miniprogram/src/pages/${page}/index.wxml`];

  it('has the same words in the same order in both front ends', () => {
    const ofPhone = wordsIn(phone, words);

    expect(ofPhone.length).toBeGreaterThan(1);
    expect(wordsIn(web, table).filter((key) => !(browser as readonly string[]).includes(key))).toEqual(
      ofPhone.filter((key) => !(browser as readonly string[]).includes(key)),
    );
  });

  it('has no sentence that is written in both', () => {
    const sentences = (path: string) => new Set(textOf(path).match(/[\u4e00-\u9fff，。；：？“”]{6,}/g) ?? []);
    const ofPhone = sentences(phone);

    expect([...sentences(web)].filter((sentence) => ofPhone.has(sentence))).toEqual([]);
  });
});
