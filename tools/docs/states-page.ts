import { STATE_LABELS, TRANSITIONS } from '../../shared/domain/filing/machine.ts';
import { VOCABULARIES } from '../../shared/domain/filing/machine-vocabularies.ts';
import { recordStates } from './record-states.ts';

/** `docs/states.md`: the transition table, what other systems call the states, and records. */
export function statesPage(): string {
  const states = Object.entries(TRANSITIONS).map(([state, events]) => {
    const list = Object.entries(events).map(([event, next]) => `\`${event}\` → ${next}`);
    return `- **${state}** ${STATE_LABELS[state as keyof typeof STATE_LABELS]}: ${list.join(', ') || 'the end'}`;
  });
  const elsewhere = Object.entries(VOCABULARIES).flatMap(([system, words]) => [
    `${system}:`,
    '',
    ...Object.entries(words).map(([word, states]) => `- ${word} → ${states.join(' or ')}`),
    '',
  ]);
  return [
    '# States of a filing',
    '',
    'Made from `shared/domain/filing/machine.ts` by `npm run docs`. Every event not listed for a state is refused with',
    '`filing.wrong-state`.',
    '',
    ...states,
    '',
    "## Other systems' names",
    '',
    "For a bridge to another system's review: the states above that each status of that system can stand for.",
    '',
    ...elsewhere,
    ...recordStates(),
  ].join('\n');
}
