import { show } from './shown.ts';

/** Whether the phone has a network, and whether it is a slow one. */
export const network = show({ isConnected: true, isWeak: false });

/** A request tells whether a network carried it; the phone does not always notice. */
export function heardNetwork(isConnected: boolean): void {
  if (isConnected === network.now.isConnected) return;
  network.change({ isConnected });
  if (isConnected) for (const again of waiting) again();
}

const waiting = new Set<() => void>();

/** Calls `again` whenever the network is back. @returns stops that. */
export function onReconnect(again: () => void): () => void {
  waiting.add(again);
  return () => waiting.delete(again);
}

/** Call once. */
export function watchNetwork(): void {
  wx.getNetworkType({ success: ({ networkType }) => network.change({ isConnected: networkType !== 'none' }) });
  wx.onNetworkStatusChange(({ isConnected }) => heardNetwork(isConnected));
  wx.onNetworkWeakChange(({ weakNet }) => network.change({ isWeak: weakNet }));
}
