import { memo } from '../../platform/compose/provider.ts';
import { codeFile } from '../../platform/config/instance.ts';
import { whenAsked } from '../../platform/edge/when-asked.ts';
import { config } from '../config.ts';
import type { MarkedPictures } from '../ports/marked-pictures.ts';

/** The font, 10 MB, is read with the first picture that an instance marks. */
export const markedPictures = async (): Promise<MarkedPictures> =>
  whenAsked(() =>
    memo(markedPictures, async () => {
      const { createMarkedPictures } = await import('../adapters/sharp/marked-pictures.ts');
      const { fontLettering } = await import('../adapters/fontkit/lettering.ts');
      return createMarkedPictures(await fontLettering(codeFile(config().LETTER_FONT)));
    }),
  );
