import { createCodeTables } from '../../client/kit/stores.ts';
import { call } from './api.ts';
import { show } from './shown.ts';

export const tables = createCodeTables({ call, show });
export const { rowsOf, nameOf, divisionsBelow } = tables;
