import { STATE_LABELS, TRANSITIONS } from '../../shared/domain/filing/machine.ts';
import { VOCABULARIES } from '../../shared/domain/filing/machine-vocabularies.ts';
import { markdownTable } from './markdown-table.ts';
import { recordStates } from './record-states.ts';

/** `docs/states.md`: the transition table, its diagram, what other systems call the states, and records. */
export function statesPage(): string {
  const ways = Object.entries(TRANSITIONS).flatMap(([state, events]) =>
    Object.entries(events).map(([event, next]) => ({ state, event, next })),
  );
  const states = Object.entries(TRANSITIONS).map(([state, events]) => {
    const list = Object.entries(events).map(([event, next]) => `\`${event}\` → ${next}`);
    return [state, STATE_LABELS[state as keyof typeof STATE_LABELS], list.join(', ') || 'the end'];
  });
  const elsewhere = Object.entries(VOCABULARIES).flatMap(([system, words]) =>
    Object.entries(words).map(([word, states]) => [system, word, states.join(' or ')]),
  );
  const moves = ways.filter(({ state, next }) => state !== next);
  return [
    '# States of a filing',
    '',
    'Made from `shared/domain/filing/machine.ts` by `npm run docs`. Every event not listed for a state is refused with',
    '`filing.wrong-state`.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> draft',
    ...moves.map(({ state, event, next }) => `  ${state} --> ${next}: ${event}`),
    '```',
    '',
    ...markdownTable(['state', '名称', 'events'], states),
    '',
    "## Other systems' names",
    '',
    "For a bridge to another system's review: the states above that each status of that system can stand for.",
    '',
    ...markdownTable(['system', 'its status', 'state here'], elsewhere),
    '',
    ...recordStates(),
  ].join('\n');
}
