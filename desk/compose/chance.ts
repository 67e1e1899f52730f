import { cryptoChance } from '../../platform/adapters/node-crypto/chance.ts';

/** By which decisions are drawn for a look afterwards. */
export const chance = async () => cryptoChance;
