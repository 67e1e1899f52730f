import type { AsyncComponentLoader, Component } from 'vue';
import { later as laterUnless } from '../../ui/later.ts';
import { hasUnsent } from './waiting.ts';

/** A page or a part of one that is loaded when it is first shown; loaded anew only while no photo and no field waits. */
export const later = <Part extends Component>(loader: AsyncComponentLoader<Part>) => laterUnless(loader, hasUnsent);
