import { config } from '../config.ts';
import type { AuthorityWay, FittedPictures } from '../ports/authority.ts';

/** By HTTP where the operator has an address of the authority, otherwise by hand. */
export const authorityWay = async (): Promise<AuthorityWay> => (config().AUTHORITY_URL ? 'http' : 'by-hand');

export const fittedPictures = async (): Promise<FittedPictures> =>
  (await import('../adapters/sharp/fitted-pictures.ts')).sharpFittedPictures;
