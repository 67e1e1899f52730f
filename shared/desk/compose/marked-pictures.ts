import type { MarkedPictures } from '../ports/marked-pictures.ts';

export const markedPictures = async (): Promise<MarkedPictures> =>
  (await import('../adapters/sharp/marked-pictures.ts')).sharpMarkedPictures;
