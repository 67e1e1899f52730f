import { onMounted, onUnmounted, ref, watch } from 'vue';

/** Keys of a page and what they do; letters in small, `ctrl+enter` and `shift+…` as such. */
export type Keys = Readonly<Record<string, (() => void) | undefined>>;

/** Keys that may be held down. */
const MAY_REPEAT = ['j', 'k', '+', '-'];
const OFF = 'icp-desk.single-keys-off';

/** Whether single letters act. They can be switched off (WCAG 2.1.4): speech input types letters. */
export const singleKeys = ref(localStorage.getItem(OFF) === null);
watch(singleKeys, (on) => (on ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, 'yes')));

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([type=checkbox], [type=radio]), textarea, select');
const isOnControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('a, button, summary, input, [role=button]');

function nameOf({ key, ctrlKey, metaKey }: KeyboardEvent): string {
  const name = key.toLowerCase();
  return ctrlKey || metaKey ? `ctrl+${name}` : name;
}

/** What a key press means; undefined when it belongs to the field or the button that has the focus. */
function actionOf(event: KeyboardEvent, keys: Keys): (() => void) | undefined {
  const { target, altKey } = event;
  const name = nameOf(event);
  if (altKey || event.isComposing) return undefined;
  const isPlain = !name.startsWith('ctrl+') && name !== 'escape';
  if (isPlain && (isTyping(target) || !singleKeys.value)) return undefined;
  // A modal dialog is open: the page behind it rests, and what would send the page sends the dialog.
  const dialog = document.querySelector('dialog[open]');
  if (dialog) return name === 'ctrl+enter' ? pressOf(dialog) : undefined;
  // Enter and space press the button that has the focus.
  if ((name === 'enter' || name === ' ') && isOnControl(target)) return undefined;
  return keys[name];
}

/** Sends the form of a dialog, as its button would. */
function pressOf(dialog: Element): (() => void) | undefined {
  const button = dialog.querySelector<HTMLButtonElement>('button[type=submit]:enabled');
  return button ? () => button.click() : undefined;
}

/** What acts on keys now; what was shown last is asked first. */
const listeners: (() => Keys)[] = [];

addEventListener('keydown', (event) => {
  if (event.defaultPrevented) return;
  for (const keys of listeners.toReversed()) {
    const act = actionOf(event, keys());
    if (!act) continue;
    event.preventDefault();
    // A key that is held down moves on, but neither marks several rows nor decides twice.
    if (!event.repeat || MAY_REPEAT.includes(event.key.toLowerCase())) act();
    return;
  }
});

/** Lets a part of the page act on keys while it is shown. */
export function useKeys(keys: () => Keys): void {
  onMounted(() => listeners.push(keys));
  onUnmounted(() => listeners.splice(listeners.indexOf(keys), 1));
}
