import type { CloudResource } from '../../../domain/filing/filing.ts';
import type { CloudApiProduct } from './words.ts';

export type CloudProduct = Exclude<CloudResource['product'], 'site-host'>;

/** Each is loaded when it is first needed. */
export const PRODUCTS: Readonly<Record<CloudProduct, () => Promise<CloudApiProduct>>> = {
  cvm: () => import('./cvm.ts'),
  lighthouse: () => import('./lighthouse.ts'),
  clb: () => import('./clb.ts'),
};
