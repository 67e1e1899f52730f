import { space } from './framework.ts';
import { program } from './program.ts';

interface Globals {
  readonly wx: unknown;
  readonly App: unknown;
  readonly getApp: unknown;
  readonly getCurrentPages: unknown;
}
interface ComponentFunctions {
  readonly Page: unknown;
  readonly Component: unknown;
  readonly Behavior: unknown;
}

const loaded = new Map<string, { exports: unknown }>();
let globals: Globals;

/** What every module gets. Call it before anything runs. */
export function setGlobals(given: Globals): void {
  globals = given;
}

/** Runs a module once. @returns its exports. */
export function runModule(is: string, functions?: ComponentFunctions): unknown {
  const before = loaded.get(is);
  if (before) return before.exports;
  const module = { exports: {} as unknown };
  loaded.set(is, module);
  const { Page, Component, Behavior } = functions ?? BEHAVIORS_ONLY;
  const { wx, App, getApp, getCurrentPages } = globals;
  const require = (to: string) => runModule(moduleAt(is, to));
  program.modules[is]?.(module, module.exports, require, wx, App, Page, Component, Behavior, getApp, getCurrentPages);
  return module.exports;
}

/** Modules that are neither page nor component may define behaviors. */
const BEHAVIORS_ONLY: ComponentFunctions = {
  Page: undefined,
  Component: undefined,
  Behavior: (definition: never) => {
    let made: unknown;
    space.componentEnv('', ({ Behavior }) => {
      made = Behavior(definition);
    });
    return made;
  },
};

function moduleAt(from: string, to: string): string {
  const path = to.startsWith('/') ? to.slice(1) : new URL(to, `http://x/${from}`).pathname.slice(1);
  const found = [path.replace(/\.js$/, ''), `${path}/index`].find((name) => program.modules[name]);
  if (!found) throw new Error(`${from}: module "${to}" is not defined`);
  return found;
}

const defined = new Set<string>();

/** Defines a page or component, what it uses first. */
export function loadComponent(is: string): void {
  if (defined.has(is)) return;
  defined.add(is);
  const config = program.configs[is];
  for (const at of Object.values(config?.usingComponents ?? {})) loadComponent(at.slice(1));
  const isPage = program.app.pages.includes(is);
  space.addComponentStaticConfig(is, { ...config, ...(isPage && { component: false }) } as never);
  space.addCompiledTemplate(is, { groupList: program.templates, content: program.templates[is] } as never);
  if (program.styles[is] !== undefined) space.addStyleSheet(is, undefined as never, program.scopes[is]);
  space.componentEnv(is, (functions) => void runModule(is, functions as never));
}
