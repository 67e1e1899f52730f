import { type AsyncComponentLoader, type Component, defineAsyncComponent, h, onMounted, onUnmounted } from 'vue';

/** Pause in milliseconds before a part that did not come is asked for again. */
const ASK_EVERY_MS = 3000;
/** A document that came by a reload is at least this old, in milliseconds, before the next one: a part may be gone for good. */
const RELOAD_AFTER_MS = 60_000;

const isServerReached = (): Promise<boolean> =>
  fetch(document.baseURI, { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );

const isJustReloaded = (): boolean => {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation?.type === 'reload' && performance.now() < RELOAD_AFTER_MS;
};

const isTyping = (): boolean => document.activeElement?.matches('input, textarea, select') ?? false;

/**
 * A page or a part of one that is loaded when it is first shown, so that a first visit loads little. One that did not come is
 * asked for again. A browser may remember for the life of a document that a file did not come, and a release removes the files
 * of the release before: when the server is reached and the part still does not come, the document is loaded anew.
 *
 * @param hasUnsent whether the page holds what a reload would lose; then it only asks again.
 */
export function later<Part extends Component>(
  loader: AsyncComponentLoader<Part>,
  hasUnsent: () => boolean = () => false,
) {
  let shown = 0;
  let wasReached = false;
  return defineAsyncComponent<Part>({
    loader,
    loadingComponent: {
      setup() {
        onMounted(() => shown++);
        onUnmounted(() => shown--);
        return () => h('p', { class: 'quiet', role: 'status' }, '正在载入…');
      },
    },
    onError(_error, retry) {
      if (wasReached && shown > 0 && !hasUnsent() && !isTyping() && !isJustReloaded()) return location.reload();
      setTimeout(async () => {
        wasReached = shown > 0 && (await isServerReached());
        retry();
      }, ASK_EVERY_MS);
    },
  });
}
