import { show } from './shown.ts';

/** Whether the phone has a network. */
export const network = show({ isConnected: true });

/** Call once. */
export function watchNetwork(): void {
  wx.onNetworkStatusChange(({ isConnected }) => network.change({ isConnected }));
}
