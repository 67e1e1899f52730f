import { isFinal, sentenceOf } from '../../contracts/client/api-error.ts';
import { network } from './network.ts';
import { goTo } from './route.ts';
import { onChange } from './shown.ts';

/** The largest scale of 关怀模式; larger texts would leave one word a line. */
const MOST_SCALE = 1.4;

/** A page's query, decoded. */
export type Query = Readonly<Record<string, string>>;

/** An event of WXML, as far as pages read it. */
export interface PageEvent {
  readonly currentTarget: { readonly dataset: Readonly<Record<string, string>> };
  // biome-ignore lint/suspicious/noExplicitAny: each component tells something else
  readonly detail: any;
}

/** `target` is the button; the menu has none. */
interface ShareEvent {
  readonly target?: { readonly dataset: Readonly<Record<string, string>> };
}

/** An open page, as its own code sees it. */
export interface OpenPage<Own> {
  readonly own: Own;
  readonly query: Query;
  /** Whether work runs that a person waits for. */
  isBusy: boolean;
  /** Why the last work failed; empty when it did not. */
  error: string;
  /** Whether that can't be tried again. */
  isOver: boolean;
  /** Does work, and shows how it goes. @returns the error that it threw. */
  run(work: () => Promise<unknown>): Promise<unknown>;
  /** Changes the page's own state, and shows it. */
  change(part: Partial<Own>): void;
  /** Loads again, after an error or a return. */
  load(): Promise<unknown>;
  /** What it shows. */
  view(): object;
}

/** The code of a page: what it shows is computed from its own state and that of the modules. */
export interface PageCode<Own extends object> {
  readonly start: (query: Query) => Own;
  /** At the start, and when the person asks for it again. Failures are shown. */
  readonly load?: (page: OpenPage<Own>) => Promise<unknown>;
  /** What WXML gets. JSON; parts that don't change are not sent again. */
  readonly view: (page: OpenPage<Own>) => Readonly<Record<string, unknown>>;
  readonly on?: Readonly<Record<string, (page: OpenPage<Own>, event: PageEvent) => unknown>>;
  /** It is in front again, after another page or another app. Not at the start. */
  readonly returned?: (page: OpenPage<Own>) => void;
  readonly hidden?: (page: OpenPage<Own>) => void;
  /** Whether it shows papers or faces: screenshots and recordings of it are black. */
  readonly hasPapers?: boolean;
  /** It is gone for good, after `hidden`. */
  readonly closed?: (page: OpenPage<Own>) => void;
  /** The card that is shared from the menu, or by a button with this `data-id`. */
  readonly share?: (page: OpenPage<Own>, id: string) => { readonly title: string; readonly path: string };
}

interface Instance {
  open: OpenPage<object>;
  stop: () => void;
  isShown: boolean;
  setData(data: Record<string, unknown>): void;
  /** What the person has opened that lies folded. */
  readonly data: { readonly opened: Readonly<Record<string, boolean>> };
}

/** What every page gets: the scale of 关怀模式, the network, work and its failure. */
const common = ({ isBusy, error, isOver }: OpenPage<object>) => ({
  scale: scale(),
  care: scale() > 1.2 ? 'care' : '',
  network: network.now.isConnected ? (network.now.isWeak ? 'weak' : '') : 'offline',
  isBusy,
  error,
  isOver,
});

export const scale = (): number => {
  const { fontSizeScaleFactor = 1 } = wx.getAppBaseInfo() as { fontSizeScaleFactor?: number };
  return Math.min(MOST_SCALE, Math.max(1, fontSizeScaleFactor));
};

/** The options of `Component()` for a page. */
export function pageOf<Own extends object>(code: PageCode<Own>) {
  const handlers = Object.entries(code.on ?? {}).map(([name, handle]) => [
    name,
    function (this: Instance, event: PageEvent) {
      return handle(this.open as OpenPage<Own>, event);
    },
  ]);
  return {
    data: { scale: 1, care: '', isReady: false, opened: {} },
    methods: {
      onLoad(this: Instance, raw: Record<string, string>) {
        const { open, look, close } = openPage(code, decoded(raw), (data) => this.setData(data));
        this.open = open as OpenPage<object>;
        const ignore = onChange(look);
        this.stop = () => {
          ignore();
          close();
        };
        look();
        void open.load();
      },
      onShow(this: Instance) {
        wx.setVisualEffectOnCapture?.({ visualEffect: code.hasPapers ? 'hidden' : 'none' });
        if (this.isShown) code.returned?.(this.open as OpenPage<Own>);
        this.isShown = true;
      },
      onHide(this: Instance) {
        code.hidden?.(this.open as OpenPage<Own>);
      },
      onUnload(this: Instance) {
        code.hidden?.(this.open as OpenPage<Own>);
        code.closed?.(this.open as OpenPage<Own>);
        this.stop();
      },
      ...(code.share && {
        onShareAppMessage(this: Instance, { target }: ShareEvent) {
          return code.share?.(this.open as OpenPage<Own>, target?.dataset.id ?? '');
        },
      }),
      retry(this: Instance) {
        return this.open.load();
      },
      /** Opens what lies folded, or folds it. */
      fold(this: Instance, { currentTarget }: PageEvent) {
        const { id = '' } = currentTarget.dataset;
        this.setData({ opened: { ...this.data.opened, [id]: !this.data.opened[id] } });
      },
      /** Opens the page that a button names. */
      go: ({ currentTarget }: PageEvent) => goTo(currentTarget.dataset.url ?? ''),
      copy: ({ currentTarget }: PageEvent) => wx.setClipboardData({ data: currentTarget.dataset.text ?? '' }),
      filings: () => wx.reLaunch({ url: '/pages/filings/index' }),
      contract: () => wx.openPrivacyContract({}),
      ...Object.fromEntries(handlers),
    },
  };
}

/** WeChat hands over the query as it stands in the address. */
const decoded = (raw: Record<string, string>): Query =>
  Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, decode(value)]));

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function openPage<Own extends object>(
  code: PageCode<Own>,
  query: Query,
  setData: (data: Record<string, unknown>) => void,
) {
  let sent: Record<string, string> = {};
  let isLooking = false;
  let again = false;
  let isClosed = false;
  /** A view may open what it shows, which tells that something has changed. */
  const look = (): void => {
    again = true;
    if (isLooking || isClosed) return;
    isLooking = true;
    try {
      while (again) {
        again = false;
        send();
      }
    } finally {
      isLooking = false;
    }
  };
  const send = (): void => {
    const next = { ...common(open as OpenPage<object>), ...code.view(open), isReady: true };
    // What is undefined is left out, as in every message.
    const texts = Object.entries(next).map(([name, value]) => [name, JSON.stringify(value) ?? 'null'] as const);
    const changed = texts.filter(([name, text]) => sent[name] !== text);
    if (changed.length === 0) return;
    sent = Object.fromEntries(texts);
    setData(Object.fromEntries(changed.map(([name, text]) => [name, JSON.parse(text)])));
  };
  const open: OpenPage<Own> = {
    own: code.start(query),
    query,
    isBusy: false,
    error: '',
    isOver: false,
    async run(work) {
      Object.assign(open, { isBusy: true, error: '' });
      look();
      try {
        await work();
        return undefined;
      } catch (caught) {
        Object.assign(open, { error: sentenceOf(caught), isOver: isFinal(caught) });
        return caught;
      } finally {
        open.isBusy = false;
        look();
      }
    },
    change(part) {
      Object.assign(open.own, part);
      look();
    },
    load: () => open.run(async () => code.load?.(open)),
    view: () => code.view(open),
  };
  /** What a reply brings after the page is gone has no place to be shown. */
  const close = (): void => {
    isClosed = true;
  };
  return { open, look, close };
}
