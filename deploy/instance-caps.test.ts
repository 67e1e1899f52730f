import { expect, it } from 'vitest';
import { capChanges, fittingShare } from './instance-caps.ts';

const QUOTA = { totalMb: 128_000, reservedMb: 0 };
const cap = (name: string, is: number | undefined, wanted: number | undefined) => ({ name, is, wanted });
const told = (...parameters: Parameters<typeof capChanges>) =>
  capChanges(...parameters).map(({ action, body }) =>
    [action.replace('ReservedConcurrencyConfig', ''), body.FunctionName, body.ReservedConcurrencyMem]
      .filter((part) => part !== undefined)
      .join(' '),
  );

it('caps that shrink or go come before those that grow or come, and those that are right are left', () => {
  const caps = [
    cap('grows', 256, 1024),
    cap('comes', undefined, 512),
    cap('goes', 2048, undefined),
    cap('shrinks', 1024, 256),
    cap('stays', 512, 512),
    cap('never had', undefined, undefined),
  ];

  expect(told(caps, QUOTA, 100)).toEqual(['Delete goes', 'Put shrinks 256', 'Put comes 512', 'Put grows 1024']);
});

it('a function that somebody has stopped gets its cap back, and stays stopped where it has none', () => {
  expect(told([cap('capped', 0, 512), cap('free', 0, undefined)], QUOTA, 100)).toEqual(['Put capped 512']);
});

it('caps that don’t fit beside those of others are refused with the share that does, and fit with it', () => {
  const caps = [cap('first', 1280, 76_800), cap('second', undefined, 51_200)];
  // 128,000 less 12,800 for all and 51,200 of others leaves 64,000 of the 128,000 that are wanted.
  const quota = { totalMb: 128_000, reservedMb: 52_480 };

  expect(fittingShare(caps, quota, 100)).toBe(50);
  expect(fittingShare([cap('first', 1280, 38_400), cap('second', undefined, 25_600)], quota, 50)).toBeUndefined();
  expect(() => told(caps, quota, 100)).toThrow('请设 INSTANCE_CAPS=50（现在是 100）');
  expect(told(caps, undefined, 100)).toEqual(['Put second 51200', 'Put first 76800']);
});
