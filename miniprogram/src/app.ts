import { watchNetwork } from './network.ts';

App({
  onLaunch() {
    watchNetwork();
    const updates = wx.getUpdateManager();
    updates.onUpdateReady(async () => {
      const content = '新版本已经准备好，重启后使用。已填写的内容不会丢失。';
      const { confirm } = await wx.showModal({ title: '更新', content, confirmText: '重启', cancelText: '稍后' });
      if (confirm) updates.applyUpdate();
    });
  },
});
