/** Texts of a record that came from elsewhere and is claimed. */
export const CLAIM = {
  title: '认领备案',
  missing: '以前通过其他途径在本平台办的备案，这里没有？',
  why: '把以前通过其他途径（例如由工作人员代办）在本平台办的备案归到当前账号，以后在这里变更、新增网站和注销。备案号不变，网站不受影响。',
  kind: '主办者性质',
  enterprise: '企业',
  individual: '个人',
  certificate: '主办者的证件',
  certificateHint: '照片要能看清证件号码。查到备案后，向备案里主体负责人的手机号发送验证码。',
  agree: '同意并拍证件',
  send: '查备案并发送验证码',
  found: '查到的备案',
  number: '主体备案号',
  ask: '主体负责人把验证码告诉你，就是同意由你管理这份备案。',
  /** Before the masked number of the principal is known. */
  phone: '主体负责人备案的手机号',
  claim: '认领',
  claimed: '已认领，备案已归到当前账号。',
  own: '我的备案',
} as const;
