import { watch } from 'vue';
import { createCloudServices } from '../../client/kit/stores.ts';
import { call } from './api.ts';
import { isSignedIn } from './session.ts';
import { shown } from './shown.ts';

const services = createCloudServices({ call, show: shown });

export const cloudServices = services.now;
watch(isSignedIn, services.forget);

/** Asks for the list of whoever is signed in. */
export const loadCloudServices = async (again = false): Promise<void> => {
  if (isSignedIn.value) await services.load(again);
};
