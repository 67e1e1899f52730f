import { createCloudServices } from '../../client/kit/stores.ts';
import { call } from './api.ts';
import { show } from './shown.ts';

export const {
  now: cloudServices,
  load: loadCloudServices,
  forget: forgetCloudServices,
} = createCloudServices({ call, show });
