import { createCodeTables } from '../../client/kit/stores.ts';
import { call } from './api.ts';
import { show } from './shown.ts';

export const { rowsOf, nameOf, divisionsBelow } = createCodeTables({ call, show });
