import { defineControls } from './built-in-controls.ts';
import { defineViews } from './built-in-views.ts';
import { watchSetData } from './framework.ts';
import { runModule, setGlobals } from './modules.ts';
import { background, foreground, navigation, openCallers, openFirst, parseUrl } from './pages.ts';
import { measured } from './plain-data.ts';
import { program, query } from './program.ts';
import { sharedCards } from './share.ts';
import { createWx } from './wx.ts';

/** Scene of a start: a code that was scanned, or the list of mini programs. Source: WeChat, 场景值列表. */
const SCENES = { code: 1047, list: 1001 } as const;

interface App {
  onLaunch?(launch: unknown): void;
  onShow?(launch: unknown): void;
  onHide?(): void;
}

const first = query.page || (program.app.pages[0] ?? '');
const { path, options } = parseUrl(first);
const launch = { path, query: options, scene: options.scene === undefined ? SCENES.list : SCENES.code };
const wx = createWx(navigation);

const isolated = Object.entries(program.styles).filter(([is]) => program.scopes[is]);
document.head.appendChild(document.createElement('style')).textContent = isolated.map(([, css]) => css).join('\n');

let app: App = {};
setGlobals({
  wx,
  App: (definition: App) => {
    app = definition;
  },
  getApp: () => app,
  getCurrentPages: openCallers,
});
defineViews();
defineControls();
watchSetData();
if (program.modules.app) runModule('app');
app.onLaunch?.(launch);
app.onShow?.(launch);
openFirst(first);

/** For tests and the frame: what no finger can do. */
Object.assign(globalThis, {
  __phone: {
    wx,
    measured,
    sharedCards,
    offerUpdate: () => dispatchEvent(new Event('update-ready')),
    weakenNetwork: () => dispatchEvent(new Event('weak-network')),
    openCallers,
    background: () => {
      background();
      app.onHide?.();
    },
    foreground: () => {
      app.onShow?.(launch);
      foreground();
    },
  },
});
