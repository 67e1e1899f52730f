import { cryptoIds } from '../adapters/node-crypto/ids.ts';
import { systemClock } from '../adapters/system/clock.ts';
export const clock = async () => systemClock;

export const ids = async () => cryptoIds;
