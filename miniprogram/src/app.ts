import { watchUpdates } from './app-update.ts';
import { watchNetwork } from './network.ts';

App({
  onLaunch() {
    watchNetwork();
    watchUpdates();
  },
});
