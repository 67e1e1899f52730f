import { randomInt } from 'node:crypto';

const STEPS = 2 ** 32;

/** A number from 0 up to 1, without 1, that nobody can foresee. */
export const cryptoChance = (): number => randomInt(STEPS) / STEPS;
