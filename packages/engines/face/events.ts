import type { Baseline } from './baseline.ts';
import type { Action, FaceEvent } from './facts.ts';
import { parallaxOf } from './parallax.ts';
import { leastBy } from './statistics.ts';
import { ACTION, DECODE } from './thresholds.ts';
import { type FrameWithFace, hasFace, type TrackedFrame } from './track.ts';

/** An event with the frame at its peak. */
export interface SeenEvent extends FaceEvent {
  readonly peak: FrameWithFace;
}

/** The person's actions, by their start. */
export function eventsOf(frames: readonly TrackedFrame[], baseline: Baseline): SeenEvent[] {
  const usual = baseline.mouthOpening;
  const [least, most] = ACTION.mouthOpenRange;
  const open = Math.min(most, Math.max(least, usual + ACTION.mouthOpens));
  // A constant smile keeps the mouth at its usual opening.
  const shut = Math.max(ACTION.mouthShut, usual + ACTION.mouthOpens / 4);
  const turn = ({ face }: FrameWithFace) => face.measures.nose - baseline.nose;
  const runs = [
    ...runsOf(frames, 'mouth', ({ face }) => face.measures.mouthOpening, open, shut),
    // The nose moves to the right of the picture when the subject turns to their left.
    ...runsOf(frames, 'left', turn, ACTION.turned, ACTION.frontal),
    ...runsOf(frames, 'right', (frame) => -turn(frame), ACTION.turned, ACTION.frontal),
    ...blinksOf(frames, baseline),
  ];
  return runs
    .map(({ action, first, last, peak }) => ({
      action,
      fromSeconds: first.seconds,
      toSeconds: last.seconds + 1 / DECODE.framesPerSecond,
      parallax: parallaxOf(baseline.frontal, peak),
      peak,
    }))
    .sort((a, b) => a.fromSeconds - b.fromSeconds);
}

interface Run {
  readonly action: Action;
  readonly first: FrameWithFace;
  readonly last: FrameWithFace;
  readonly peak: FrameWithFace;
}

/** Stretches that begin where `signal` reaches `enter` and end where it falls below `leave` or the face is lost. */
function runsOf(
  frames: readonly TrackedFrame[],
  action: Action,
  signal: (frame: FrameWithFace) => number,
  enter: number,
  leave: number,
): Run[] {
  const runs: Run[] = [];
  let current: FrameWithFace[] = [];
  let gap = 0;
  const finish = () => {
    const [first] = current;
    const last = current.at(-1);
    const peak = leastBy(current, (frame) => -signal(frame));
    const high = current.filter((frame) => signal(frame) >= enter).length;
    if (first && last && peak && high >= ACTION.minFrames) runs.push({ action, first, last, peak });
    current = [];
  };
  for (const frame of frames) {
    if (!hasFace(frame)) {
      if (++gap > ACTION.maxGapFrames) finish();
      continue;
    }
    gap = 0;
    const value = signal(frame);
    if (current.length > 0 && value < leave) finish();
    else if (current.length > 0 || value >= enter) current.push(frame);
  }
  finish();
  return runs;
}

/** Stretches of closed eyes between open ones. */
function blinksOf(frames: readonly TrackedFrame[], baseline: Baseline): Run[] {
  const context = Math.round(ACTION.blinkContextSeconds * DECODE.framesPerSecond);
  const opening = (frame: TrackedFrame | undefined): number | undefined => {
    if (!frame?.face || Math.abs(frame.face.measures.nose - baseline.nose) >= ACTION.blinkMaxTurn) return undefined;
    return frame.face.eyeOpening / baseline.eyeOpening;
  };
  const isBelow = (frame: TrackedFrame | undefined, level: number): frame is FrameWithFace =>
    (opening(frame) ?? 1) < level;
  const wereOpen = (around: readonly TrackedFrame[]) => around.some((frame) => (opening(frame) ?? 0) > ACTION.eyesOpen);

  const runs: Run[] = [];
  for (let start = 0; start < frames.length; start++) {
    const closed: FrameWithFace[] = [];
    // Once closed, the eyes count as closed until they are open again: lids flutter.
    let level: number = ACTION.eyesClosed;
    for (let frame = frames[start]; isBelow(frame, level); frame = frames[start + closed.length]) {
      closed.push(frame);
      level = ACTION.eyesOpen;
    }
    const [first] = closed;
    const last = closed.at(-1);
    const peak = leastBy(closed, ({ face }) => face.eyeOpening);
    if (!first || !last || !peak) continue;
    const end = start + closed.length;
    const before = frames.slice(Math.max(0, start - context), start);
    const after = frames.slice(end, end + context);
    const isShort = last.seconds - first.seconds < ACTION.blinkMaxSeconds;
    if (isShort && wereOpen(before) && wereOpen(after)) runs.push({ action: 'blink', first, last, peak });
    start = end;
  }
  return runs;
}
