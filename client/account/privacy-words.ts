/** What stands on the page about the person: exports, consent, reminders, devices, erasure. */
export const PRIVACY_WORDS = {
  export:
    '导出我们保存的关于你的全部信息：一份可以直接阅读的网页和一份 JSON，以及你上传的图片和视频。链接 5 分钟内有效。',
  noConsent: '还没有同意过。发起备案时会请你阅读并同意。',
  withdraw: '撤回后不再接收、识别和核验你的材料，也不能提交备案，直到你再次同意。',
  reminders: '备案有进展、要你处理或快到期时，用下面的方式告诉你。',
  noPhone: '未关联。关联后，没有微信也能用短信验证码登录。',
  noDevice: '还没有使用过的设备',
  erase:
    '删除全部备案内容、证件和账号，不能恢复。用过的核身照片和视频只留下摘要 180 天，用来发现重复使用，查不到是谁的。',
  eraseNow: '全部备案内容、证件照片、核身记录和账号会立即删除，不能恢复。',
} as const;
