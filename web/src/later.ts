import { type AsyncComponentLoader, type Component, defineAsyncComponent, h } from 'vue';

/** Pause in milliseconds before a part that did not come is asked for again. */
const ASK_EVERY_MS = 3000;

/**
 * A page or a part of one that is loaded when it is first shown, so that a first visit loads little. Without a network it
 * comes when that is back.
 */
export const later = <Part extends Component>(loader: AsyncComponentLoader<Part>) =>
  defineAsyncComponent<Part>({
    loader,
    loadingComponent: () => h('p', { class: 'quiet', role: 'status' }, '正在载入…'),
    onError: (_error, retry) => setTimeout(retry, ASK_EVERY_MS),
  });
