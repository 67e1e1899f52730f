import { expect, it } from 'vitest';
import { CHECK_OBSTACLES, type CheckObstacle, faceIsNeeded } from './transfer-check.ts';

it('a record whose account is lost takes its principal’s face wherever one can be compared', () => {
  const obstacles = Object.keys(CHECK_OBSTACLES) as CheckObstacle[];

  expect(faceIsNeeded(undefined)).toBe(true);
  expect(obstacles.filter(faceIsNeeded)).toEqual(['failed']);
});
