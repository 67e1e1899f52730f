import { cities, districts } from '../contracts/data/divisions.ts';
import { PROVINCES } from '../contracts/data/provinces.ts';

/** Administrative divisions of all three levels (provinces, cities, districts) for the engines and the specimens. */
export const DIVISIONS: readonly { readonly code: string; readonly name: string }[] = [
  ...PROVINCES.map(({ code, name }) => ({ code, name })),
  ...cities(),
  ...districts(),
];
