import { createCodeTables } from '../../client/kit/stores.ts';
import { call } from './api.ts';
import { shown } from './shown.ts';

export const tables = createCodeTables({ call, show: shown });
export const { rowsOf, nameOf, divisionsBelow } = tables;
