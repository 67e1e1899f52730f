import { nextTick, type Ref, ref } from 'vue';
import { type Keys, useKeys } from './keys.ts';
import { goTo, queueHref } from './route.ts';
import { may } from './session.ts';
import { QUEUE_NAMES, QUEUES, TASK_QUEUE_NAMES, TASK_QUEUES } from './words.ts';

/** A list on the page, whose rows the keys pick. */
interface KeyedList<Row> {
  /** In the order of the screen. */
  readonly rows: () => readonly Row[];
  readonly idOf: (row: Row) => string;
  readonly open: (row: Row) => void;
  /** Keys of this page alone. */
  readonly more?: () => Keys;
}

/**
 * The keys of a queue: up and down, open, and `g` with the letter of another queue.
 *
 * @returns the id of the picked row.
 */
export function useQueueKeys<Row>({ rows, idOf, open, more = () => ({}) }: KeyedList<Row>): Ref<string | undefined> {
  const picked = ref<string>();
  const placeOfPicked = () => rows().findIndex((row) => idOf(row) === picked.value);
  function move(step: number): void {
    const row = rows()[Math.min(rows().length - 1, Math.max(0, placeOfPicked() + step))];
    picked.value = row && idOf(row);
    // A screen reader says it.
    void nextTick().then(() => document.querySelector<HTMLElement>('tr.picked a')?.focus());
  }
  function openPicked(): void {
    const row = rows()[placeOfPicked()];
    if (row) open(row);
  }

  /** After `g`, the letter of a queue. */
  const awaitsQueue = ref(false);
  const toQueue = (name: Parameters<typeof queueHref>[0]) => () => {
    if (awaitsQueue.value) goTo(queueHref(name));
    awaitsQueue.value = false;
  };
  const queueKeys = () => [
    ...(may('work-case') ? QUEUE_NAMES.map((name) => [QUEUES[name].key, toQueue(name)] as const) : []),
    ...TASK_QUEUE_NAMES.map((name) => [TASK_QUEUES[name].key, toQueue(name)] as const),
  ];
  useKeys(() => ({
    ...(awaitsQueue.value
      ? Object.fromEntries(queueKeys())
      : { j: () => move(1), k: () => move(-1), enter: openPicked, ...more() }),
    g: () => {
      awaitsQueue.value = true;
    },
  }));
  return picked;
}
