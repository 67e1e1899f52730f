import type { Pose } from './puppet.ts';

/** Actions of the person in the video. Left and right are the subject's own, in a video that is not mirrored. */
export type PuppetAction = 'mouth' | 'blink' | 'left' | 'right';

/** Seconds before the first action, for each of them, after the last one; and from the beginning to the end of a movement. */
const [LEAD, SLOT, TAIL, MOVEMENT] = [1.2, 1.8, 1, 1.15];
const TURN_DEGREES = 38;

export const secondsFor = (actions: readonly PuppetAction[]): number => LEAD + actions.length * SLOT + TAIL;

/** The pose at a time: one action per slot after a lead-in with a natural blink, and slight sway throughout. */
export function poseAt(actions: readonly PuppetAction[], seconds: number): Pose {
  const amounts = { mouth: 0, blink: bump(seconds, 0.4, 0.6), left: 0, right: 0 };
  actions.forEach((action, place) => {
    const start = LEAD + place * SLOT + 0.3;
    amounts[action] = Math.max(amounts[action], bump(seconds, start, start + MOVEMENT));
  });
  return {
    lids: amounts.blink,
    mouth: amounts.mouth,
    turn: TURN_DEGREES * (amounts.left - amounts.right),
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
