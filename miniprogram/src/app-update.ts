let isHeld = false;
let isReady = false;

/** Asks whether to restart with the new version; never while somebody is filmed. */
async function offer(): Promise<void> {
  if (!isReady || isHeld) return;
  isReady = false;
  const content = '新版本已经准备好，重启后使用。已填写的内容不会丢失。';
  const { confirm } = await wx.showModal({ title: '更新', content, confirmText: '重启', cancelText: '稍后' });
  if (confirm) wx.getUpdateManager().applyUpdate();
}

/** Offers each new version as soon as it is there. Call once. */
export function watchUpdates(): void {
  wx.getUpdateManager().onUpdateReady(() => {
    isReady = true;
    void offer();
  });
}

/** Holds the offer back while a person stands before the camera. */
export function holdUpdate(is: boolean): void {
  isHeld = is;
  void offer();
}
