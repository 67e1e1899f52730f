import type { FittedPictures } from '../ports/authority.ts';

export const fittedPictures = async (): Promise<FittedPictures> =>
  (await import('../adapters/sharp/fitted-pictures.ts')).sharpFittedPictures;
