import type { Finding } from './finding.ts';

/**
 * Every refusal of a request, with the Chinese sentence for the person. `docs/refusals.md` is generated from this
 * table.
 */
export const REFUSALS = {
  'request.malformed': '请求格式不正确，请按接口文档检查后重试。',
  'request.invalid': '部分内容填写不正确，请按提示修改后重试。',
  'request.too-large': '请求内容过大，图片和视频请通过上传接口提交。',
  'request.unsigned': '签名校验未通过，请求未被受理。',
  'request.too-many': '操作过于频繁，请稍后再试。',
  'route.unknown': '请求的地址不存在，请检查接口路径。',
  'session.missing': '请先登录后再操作。',
  'session.invalid': '登录已失效，请重新登录。',
  'session.unknown': '没有找到这个登录，可能已经退出，请刷新列表。',
  'staff-session.elsewhere': '你在另一处登录了审核工作台，这里的登录已结束。如果不是你本人，请立即联系管理员。',
  'staff-session.unconfirmed': '暂时无法向登录服务确认你的身份，请稍后重试。你的工作不会丢失。',
  'staff-session.cross-site': '这个请求不是从审核工作台的页面发出的，未被受理，请在工作台里操作。',
  'staff-sign-in.over': '这次登录已超时，或已在别处完成，请重新登录。',
  'staff-sign-in.refused': '登录服务没有确认你的身份，请重新登录；多次失败请联系管理员。',
  'staff-sign-in.second-factor': '登录审核工作台要用两步验证，请在登录服务开启后重新登录。',
  'staff-sign-in.no-role': '你的账号还没有审核工作台的岗位，请联系管理员开通后重新登录。',
  'staff-sign-in.not-set-up': '登录服务的设置还不完整，请联系管理员（须向审核工作台签发 refresh token）。',
  'staff.no-right': '你的岗位不能做这个操作，请联系组长或管理员。',
  'sign-in.refused': '微信登录未成功，请返回小程序重新进入后再试。',
  'bound-number.unknown': '没有取到微信绑定的手机号，请直接填写。',
  'one-time-code.wrong': '验证码不正确，请核对后重新输入。',
  'one-time-code.over': '验证码已失效，请重新获取。',
  'one-time-code.unreachable': '这里收不到我们的验证码，请检查号码或邮箱，也可以换一个。',
  'one-time-code.not-set-up': '暂时不能发送验证码。登录请改用微信；联系方式可以不确认，直接提交。',
  'one-time-code.number-mismatch': '证件号码与这个账号不符，请核对后重试。',
  'contact.unknown': '没有找到这个联系方式，请先在表单里填写并保存手机号和邮箱。',
  'contact-link.over': '这个链接已失效，请联系发给你链接的人，重新发一个。',
  'notifications.none': '请至少保留一种提醒方式，以免错过 24 小时内要完成的短信核验。',
  'account.old-sign-in': '为确认是你本人，关联手机号前请重新登录，并在10分钟内完成。',
  'account.both-in-use': '这个手机号的账号和当前账号都有备案等内容，不能合并，请分别登录使用，或换一个手机号。',
  'account.phone-taken': '这个手机号已用于另一个账号，请用它登录，或换一个手机号。',
  'account.phone-silent': '这个手机号的账号超过90天没有用短信登录，请先用它登录一次，再来关联。',
  'account.only-way': '手机号是这个账号唯一的登录方式，不能取消关联，可以换一个手机号。',
  'scan-ticket.unknown': '二维码已过期或不存在，请刷新网页上的二维码后重新扫描。',
  'scan-ticket.used': '这个二维码已被使用，请刷新网页上的二维码后重新扫描。',
  'idempotency.key-missing': '请求缺少 Idempotency-Key，请更新客户端后重试。',
  'idempotency.key-reused': '同一个 Idempotency-Key 不能用于不同的请求，请换一个新的。',
  'idempotency.running': '相同的请求正在处理中，请稍后再试。',
  'eligibility.unknown': '备案类型验证已过期或不存在，请重新验证备案类型。',
  'eligibility.used': '这次验证已用于发起备案，请查看已有备案或重新验证。',
  'eligibility.too-many-numbers':
    '今天验证过的证件号码已达上限。为保护个人信息，每个账号每天只能验证少量不同的证件号码，请使用验证过的号码，或明天再试。',
  'filing-type.from-record': '这项业务要从已备案的信息发起，请到“我的备案”里选择要办理的主体或网站。',
  'filing.unknown': '没有找到这份备案，请返回备案列表重新选择。',
  'record.unknown': '没有找到这份备案信息，请返回“我的备案”重新选择。',
  'notice.unknown': '没有找到这条通知，请刷新备案信息后查看。',
  'notice.done': '这条通知不需要再处理，请刷新备案信息后查看。',
  'notice.extended': '整改期限只能延长一次，请在期限内完成整改并申请复核。',
  'notice.overdue': '整改期限已过，不能再延期，请尽快完成整改并申请复核。',
  'record.ended': '这份备案已经注销，不能再办理，请返回“我的备案”查看。',
  'record.elsewhere': '该备案未在本平台接入，请到原接入服务商办理。',
  'record.moved': '备案信息刚刚又有变化，请重新查看后再确认。',
  'change.fixed': '备案省份、主办单位和证件号码不能变更，请先注销原备案，再重新备案。',
  'filing.no-change': '这份订单不是变更备案，没有与备案信息的差异。',
  'filing.field-fixed': '这一项以已备案的信息为准，这次不能修改。',
  'filing.wrong-state': '备案当前的状态不允许这个操作，请刷新后查看最新进度。',
  'filing.changed-meanwhile': '备案刚刚被修改过，请刷新后重试。',
  'filing.incomplete': '备案内容还不完整或存在问题，请按预检清单修改后再提交。',
  'filing.unrepaired': '还有退回的内容没有处理，请逐项改好，或给审核员写一句说明，再重新提交。',
  'filing.flag-unknown': '没有找到这条修改意见，备案可能已有新的进度，请刷新后查看。',
  'filing.field-closed': '该内容未被要求修改，本轮只能修改被退回的内容。',
  'filing.unfinished': '你有一个正在办理的备案订单。请先完成或放弃该订单，再发起新的备案。',
  'draft.unsettled': '这一项在多台设备上填得不一样，请先选定用哪一个，再继续填写。',
  'website.unknown': '没有找到这个网站，请刷新后重试。',
  'website.filed': '变更备案只能修改已备案的网站：增加网站请办理“新增网站”，不再使用的网站请办理“注销网站”。',
  'website.too-many': '已达到本次备案可添加的网站数量上限。',
  'authorization-code.unknown': '没有找到这个备案授权码，请刷新列表后重试。',
  'authorization-code.in-use': '该备案授权码正在或已经用于备案，不能删除。',
  'authorization-code.unusable': '备案授权码无效、不属于当前账号或已被其他备案使用，请更换授权码后再提交。',
  'authorization-code.too-many': '每台云服务器最多可生成5个备案授权码，请使用已有的授权码或更换云服务器。',
  'authorization-code.target-unknown': '没有找到要授权的账号，请向对方核对账号编号。',
  'authorization-code.server': '该云服务不能生成备案授权码，请按提示处理或更换云服务器。',
  'cloud-account.role-refused': '无法使用该角色，请确认角色存在、信任的账号和外部 ID 填写正确，然后重试。',
  'cloud-account.role-open': '该角色没有校验外部 ID，任何人都可能借用，请在角色的信任策略中填写外部 ID 后重试。',
  'cloud-account.operator': '请填写你自己云账号下的角色，不能使用本平台账号的角色。',
  'account.active-filing':
    '你还有正在办理或已生效的备案，暂时不能删除个人信息。草稿和被退回的备案请先放弃，审核中的请先撤回，已生效的请先注销。',
  'consent.missing': '请先阅读并单独同意敏感个人信息处理规则。',
  'terms.not-accepted': '请阅读并同意《备案服务条款》和《隐私声明》。',
  'upload.unknown': '没有找到这个文件，请重新上传。',
  'upload.type': '文件类型不支持，请按要求上传。',
  'upload.filing-missing': '发起备案前只能上传营业执照和本人的身份证，请先发起备案，再上传这种材料。',
  'upload.too-many-before-filing':
    '还没有发起备案，最多先上传 12 张证件照片。请先用已上传的证件发起备案，或删除不用的照片后再试。',
  'upload.too-many': '今天上传的文件数量或总大小已达上限，请明天再试。',
  'hand-over.unknown': '这个链接不能用了，请备案的人重新发一个。',
  'hand-over.other-device': '这个链接已经在另一部手机上打开，请在那部手机上完成，或请备案的人重新发一个。',
  'hand-over.over': '这个链接已经用完或过期，请备案的人重新发一个。',
  'liveness.unknown': '没有找到这次视频核身，请重新开始核身。',
  'liveness.expired': '核身指令已过期，请重新获取后录制。',
  'liveness.media-missing': '照片或视频还没有上传完成，请上传成功后再开始验证。',
  'liveness.closed': '这次视频核身已经结束，请重新开始核身。',
  'liveness.too-many-tries': '核身次数已用完，由审核人员人工核验，请直接提交备案。',
  'liveness.unfinished': '核身还没有完成，请先在核身页面完成后再开始验证。',
  'liveness.site-owner-missing': '请先填写网站负责人信息，再进行视频核身。',
  'liveness.other-certificate': '网站负责人的证件不是居民身份证，不能自动核身，由审核人员人工核验，请直接继续。',
  'webhook.unknown': '没有找到这个推送地址，请刷新列表后重试。',
  'webhook.message-unknown': '没有找到这条推送消息，请刷新列表后重试。',
  'webhook.address': '推送地址无法使用：须为可以从公网访问的 https 地址，端口为 443 或 8443，请检查后重试。',
  'webhook.too-many': '推送地址的数量已达上限，请先删除不用的地址。',
  'case.unknown': '没有找到这一件，它可能已被删除，请返回列表重新选择。',
  'case.not-yours': '这一件不在你手里，租约可能已过期。请回到列表重新领取，你的判断都还在。',
  'case.taken': '别的同事正在办理这一件，请取下一件。',
  'case.decided': '这一件已有决定，或申请人已撤回，请刷新后查看。',
  'case.changed': '这一件刚刚有变化，请刷新后再决定。',
  'case.row-unknown': '这一件没有这一项，请刷新后重试。',
  'case.unjudged': '还有核对项没有办完，暂时不能通过。',
  'return.invalid': '退回的内容还不能发出，请按提示修改。',
  'decision.final': '这个决定已经发出，或不是你作的，不能收回。',
  'second-view.own': '自己作的决定须由别人复审。',
  'second-view.conclude-first': '请先对触发复审的核对项给出自己的结论。',
  'second-view.contradicts': '你判断有不符的项目，不能同意通过；请退给初审人，并写明是哪一项。',
  'paper.unknown': '没有找到这份材料，请刷新后重试。',
  'reveal.too-many': '今天显示完整内容的次数已用完，请联系组长。',
  'call.no-number': '这一项没有可以拨打的号码，请另选一项。',
  'call.running': '这一件有一个电话还没有结束，请先填写它的结果。',
  'call.over': '这个电话已经结束，或不是你打的，请刷新后查看。',
  'sample.unknown': '没有找到这个抽检，可能已有结果，请刷新列表。',
  'desk.changed-meanwhile': '别的同事刚刚改过，请刷新后重新修改。',
  'budget.account': '你今天使用视频核身等服务的次数已用完，请明天再试。你已填写的内容不会丢失。',
  'budget.filing': '这份备案使用视频核身等服务的次数已用完，请向接入服务商申请人工处理。你已填写的内容不会丢失。',
  'budget.service': '今天使用视频核身等服务的人较多，次数已用完，请明天再试。你已填写的内容不会丢失。',
  'vendor.unavailable': '服务繁忙，请稍后重试。你已填写的内容不会丢失。',
  'service.unhealthy': '服务的一部分暂时不可用，请稍后重试；运维人员请检查 failing 中列出的部分。',
  'internal.error': '系统出现问题，我们已收到通知，请稍后重试。',
} as const satisfies Record<string, string>;

export type Refusal = keyof typeof REFUSALS;

/** A field of the request that must be changed. `field` is a path such as `organizer.name`. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** Details of a refusal: codes, counts, field names and findings; never personal data. */
export type Facts = Readonly<Record<string, string | number | readonly FieldProblem[] | readonly Finding[]>>;

/** An expected refusal. Every other error is a bug or a failure of a vendor. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly refusal: Refusal,
    readonly facts: Facts = {},
    options?: ErrorOptions,
  ) {
    super(refusal, options);
  }
}
