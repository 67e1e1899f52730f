import { objectStore } from '../../platform/compose/object-store.ts';
import { createErasure } from '../adapters/postgres/erasure/erasure.ts';
import { createForgetting } from '../application/forgetting.ts';
import { messageParts } from './messages.ts';

export const forgetting = async () => createForgetting(createErasure(await messageParts()), await objectStore());
