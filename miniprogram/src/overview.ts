import { createOverview } from '../../client/filing/overview.ts';
import { call } from './api.ts';
import { show } from './shown.ts';

/** How far the steps of the open filing are. */
export const overviews = createOverview({ call, show });
