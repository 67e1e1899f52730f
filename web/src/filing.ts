import { computed } from 'vue';
import { createOpenFiling } from '../../client/open-filing.ts';
import { call, readView } from './api.ts';
import { shown } from './shown.ts';

const openOne = createOpenFiling({ call, readView, show: shown });

export const filing = computed(() => openOne.state.open);
/** Whether another device has saved something since the filing was loaded; its contents have been loaded. */
export const changedElsewhere = computed(() => openOne.state.changedElsewhere);
export const loadFiling = openOne.load;
export const openFiling = openOne.open;
export const saveForm = openOne.save;
