import { computed } from 'vue';
import { createProvinces } from '../../client/kit/stores.ts';
import { call } from './api.ts';
import { shown } from './shown.ts';

const provinces = createProvinces({ call, show: shown });

export const allProvinces = computed(provinces.all);
export const openProvinces = computed(provinces.open);
export const closedProvinces = computed(provinces.closed);
export const loadProvinces = provinces.load;
