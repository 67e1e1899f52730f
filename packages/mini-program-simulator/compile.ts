import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, posix, sep } from 'node:path';
import { checkPortable } from './portable.ts';
import { cssOf } from './wxss.ts';

/** `app.json`, as far as the simulator reads it. */
interface AppJson {
  readonly pages: readonly string[];
  readonly usingComponents?: Components;
  readonly [name: string]: unknown;
}
type Components = Readonly<Record<string, string>>;
interface PageJson {
  readonly component?: boolean;
  readonly styleIsolation?: string;
  readonly usingComponents?: Components;
}

export interface CompiledProgram {
  /** JavaScript that sets `globalThis.__miniProgram`: configuration, templates, styles and modules. */
  readonly script: string;
  /** What the compiler would tell a developer, by file and line. */
  readonly warnings: readonly string[];
  readonly pages: readonly string[];
}

/** The compiler of templates that WeChat's own tools use; WASM without types of its own for Node.js. */
interface TemplateGroup {
  addScript(path: string, text: string): void;
  addTmpl(path: string, text: string): readonly Warning[];
  getTmplGenObjectGroups(): string;
  free(): void;
}
interface Warning {
  readonly isError: boolean;
  readonly message: string;
  readonly startLine: number;
  readonly startColumn: number;
}
const { TmplGroup } = createRequire(import.meta.url)('glass-easel-template-compiler') as {
  TmplGroup: new () => TemplateGroup;
};

/** What a module gets, in this order. */
const GIVEN = 'module, exports, require, wx, App, Page, Component, Behavior, getApp, getCurrentPages';
/** What a browser has and WeChat has not: there as parameters that nobody fills, so undefined. */
const HIDDEN =
  'window, document, self, globalThis, fetch, XMLHttpRequest, localStorage, sessionStorage, navigator, location, ' +
  'URL, URLSearchParams, TextEncoder, TextDecoder, AbortController, Blob, File, FormData, FileReader, crypto, ' +
  'WebSocket, structuredClone, btoa, atob, Worker, MediaRecorder, requestAnimationFrame, queueMicrotask, alert, Intl';

/**
 * Compiles a built mini program, the folder that is uploaded to WeChat.
 *
 * @throws Error with file and line about everything that one of WeChat's compilers refuses.
 */
export function compileMiniProgram(dir: string): CompiledProgram {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((file) => file.split(sep).join('/'));
  const read = (file: string): string => readFileSync(join(dir, file), 'utf8');
  const has = new Set(files);
  const app = JSON.parse(read('app.json')) as AppJson;
  const configs = configsOf(app, read, has);
  const { templates, warnings } = compileTemplates(files, read);
  for (const [is, { usingComponents }] of Object.entries(configs))
    if (has.has(`${is}.wxml`)) checkPortable(`${is}.wxml`, read(`${is}.wxml`), Object.keys(usingComponents));

  const scopes: Record<string, string> = {};
  const styles: Record<string, string> = { app: has.has('app.wxss') ? cssOf('app.wxss', read) : '' };
  for (const [is, config] of Object.entries(configs)) {
    const isShared = app.pages.includes(is) || config.styleIsolation === 'shared';
    if (config.component && !isShared) scopes[is] = `c${Object.keys(scopes).length}`;
    if (has.has(`${is}.wxss`)) styles[is] = cssOf(`${is}.wxss`, read, scopes[is]);
  }
  const modules = files
    .filter((file) => file.endsWith('.js'))
    .map((file) => `${JSON.stringify(file.slice(0, -3))}(${GIVEN}, ${HIDDEN}) {\n'use strict';\n${read(file)}\n}`);
  const script = `globalThis.__miniProgram = {
app: ${JSON.stringify(app)},
configs: ${JSON.stringify(configs)},
scopes: ${JSON.stringify(scopes)},
styles: ${JSON.stringify(styles)},
templates: ${templates},
modules: {\n${modules.join(',\n')}\n}
};`;
  return { script, warnings, pages: app.pages };
}

type Config = PageJson & { readonly usingComponents: Components };

/** The JSON of every page, and of every component that one of them uses, with paths from the root. */
function configsOf(app: AppJson, read: (file: string) => string, has: ReadonlySet<string>) {
  const configs: Record<string, Config> = {};
  const visit = (is: string): void => {
    if (configs[is]) return;
    for (const ending of ['json', 'wxml', 'js'])
      if (!has.has(`${is}.${ending}`)) throw new Error(`${is}.${ending} is missing`);
    const own = JSON.parse(read(`${is}.json`)) as PageJson;
    const used = Object.entries({ ...app.usingComponents, ...own.usingComponents }).map(
      ([tag, at]) => [tag, resolve(is, at)] as const,
    );
    configs[is] = { ...own, usingComponents: Object.fromEntries(used.map(([tag, at]) => [tag, `/${at}`])) };
    for (const [, at] of used) visit(at);
  };
  for (const page of app.pages) visit(page);
  return configs;
}

const resolve = (from: string, to: string): string =>
  posix.normalize(to.startsWith('/') ? to.slice(1) : posix.join(posix.dirname(from), to));

function compileTemplates(files: readonly string[], read: (file: string) => string) {
  const group = new TmplGroup();
  try {
    const warnings: string[] = [];
    for (const file of files.filter((text) => text.endsWith('.wxs'))) group.addScript(file.slice(0, -4), read(file));
    for (const file of files.filter((text) => text.endsWith('.wxml'))) {
      for (const warning of group.addTmpl(file.slice(0, -5), read(file))) {
        const line = `${file}:${warning.startLine + 1}:${warning.startColumn + 1} ${warning.message}`;
        // The older compiler refuses a missing end tag; this one only warns.
        if (warning.isError || warning.message === 'missing end tag') throw new Error(line);
        warnings.push(line);
      }
    }
    return { templates: group.getTmplGenObjectGroups(), warnings };
  } finally {
    group.free();
  }
}
