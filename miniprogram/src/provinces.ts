import { createProvinces } from '../../client/kit/stores.ts';
import { call } from './api.ts';
import { show } from './shown.ts';

export const {
  all: allProvinces,
  open: openProvinces,
  closed: closedProvinces,
  load: loadProvinces,
} = createProvinces({ call, show });
