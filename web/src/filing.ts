import { computed } from 'vue';
import { createOpenFiling } from '../../client/filing/open-filing.ts';
import { call, readView } from './api.ts';
import { overviews } from './overview.ts';
import { shown } from './shown.ts';

export const openOne = createOpenFiling({ call, readView, show: shown, saved: overviews.saved });

export const filing = computed(() => openOne.state.open);
export const loadFiling = openOne.load;
export const openFiling = openOne.open;
