import { cities, districts } from '../shared/domain/data/divisions.ts';
import { PROVINCES } from '../shared/domain/data/provinces.ts';

/** Administrative divisions of all three levels (provinces, cities, districts) for the engines and the specimens. */
export const DIVISIONS: readonly { readonly code: string; readonly name: string }[] = [
  ...PROVINCES.map(({ code, name }) => ({ code, name })),
  ...cities(),
  ...districts(),
];
