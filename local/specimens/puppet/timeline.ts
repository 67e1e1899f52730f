import type { Pose } from './puppet.ts';

/** What the person in the video does. Left and right are the subject's own, in a video that is not mirrored. */
export type PuppetAction = 'mouth' | 'blink' | 'left' | 'right';

const LEAD_SECONDS = 1.2;
const SLOT_SECONDS = 1.8;
const TAIL_SECONDS = 1;
const TURN_DEGREES = 38;

export const secondsFor = (actions: readonly PuppetAction[]): number =>
  LEAD_SECONDS + actions.length * SLOT_SECONDS + TAIL_SECONDS;

/** The pose at a time: one action per slot after a lead-in with a natural blink, and a little sway throughout. */
export function poseAt(actions: readonly PuppetAction[], seconds: number): Pose {
  const amounts = { mouth: 0, blink: bump(seconds, 0.4, 0.6), left: 0, right: 0 };
  actions.forEach((action, slot) => {
    const start = LEAD_SECONDS + slot * SLOT_SECONDS;
    amounts[action] = Math.max(amounts[action], bump(seconds, start + 0.3, start + 1.45));
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
