/** How to allow the camera again after it was refused, by browser. */
export function howToAllowCamera(userAgent: string): string {
  if (/MicroMessenger/.test(userAgent))
    return '打开手机的“设置”，找到“微信”，允许使用相机；或点右上角“···”，选“在浏览器打开”。';
  if (/iPhone|iPad/.test(userAgent)) return '打开手机的“设置→Safari 浏览器→相机”，选“允许”，再回来刷新这一页。';
  if (/Android/.test(userAgent)) return '点地址栏左边的图标，选“权限→摄像头→允许”，再回来刷新这一页。';
  return '点地址栏左边或右边的摄像头图标，选“允许”，再重试。';
}
