import { join } from 'node:path';
import { ROOT } from '../deploy/root.ts';

/** The font that is deployed beside the functions that draw, for LETTER_FONT. Absolute path. */
export const LETTER_FONT = join(
  ROOT,
  'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
);
