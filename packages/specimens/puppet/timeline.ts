import type { Pose } from './puppet.ts';

/** Actions of the person in the video. Left and right are the subject's own, in a video that is not mirrored. */
export type PuppetAction = 'mouth' | 'blink' | 'left' | 'right';

/** How a person does the actions. Times in seconds. */
export interface Manner {
  /** Before the first action. */
  readonly lead: number;
  /** For each action. */
  readonly slot: number;
  /** Share of the slot, from the beginning to the end of the movement. */
  readonly movement: number;
  /** How wide the mouth opens, 0 to 1. */
  readonly mouth: number;
  readonly turnDegrees: number;
}

export const CALMLY: Manner = { lead: 1.2, slot: 1.8, movement: 1.15, mouth: 1, turnDegrees: 38 };

/** Quicker or slower, wider or less wide. */
export function anyManner(random: () => number): Manner {
  const between = (least: number, most: number) => least + random() * (most - least);
  const movement = between(0.95, 1.35);
  return {
    lead: between(0.9, 1.5),
    slot: movement + between(0.5, 0.8),
    movement,
    mouth: between(0.85, 1),
    turnDegrees: between(32, 42),
  };
}

const TAIL_SECONDS = 1;

export const secondsFor = (actions: readonly PuppetAction[], { lead, slot }: Manner = CALMLY): number =>
  lead + actions.length * slot + TAIL_SECONDS;

/** The pose at a time: one action per slot after a lead-in with a natural blink, and slight sway throughout. */
export function poseAt(actions: readonly PuppetAction[], seconds: number, manner: Manner = CALMLY): Pose {
  const amounts = { mouth: 0, blink: bump(seconds, 0.4, 0.6), left: 0, right: 0 };
  actions.forEach((action, place) => {
    const start = manner.lead + place * manner.slot + 0.3;
    amounts[action] = Math.max(amounts[action], bump(seconds, start, start + manner.movement));
  });
  return {
    lids: amounts.blink,
    mouth: manner.mouth * amounts.mouth,
    turn: manner.turnDegrees * (amounts.left - amounts.right),
    dx: 3 * Math.sin(1.7 * seconds),
    dy: 2 * Math.sin(2.3 * seconds),
  };
}

/** Rises to 1 after `from`, falls to 0 before `to`; each takes three tenths of the time. */
function bump(seconds: number, from: number, to: number): number {
  const done = (seconds - from) / (to - from);
  if (done <= 0 || done >= 1) return 0;
  return Math.sin((Math.min(1, done / 0.3, (1 - done) / 0.3) * Math.PI) / 2);
}
