import { CHANGE_START } from '../filing/changes.ts';
import { SMS_CHECK_STEPS, smsTroubles } from '../filing/sms-check.ts';
import { ELSEWHERE_WAYS } from '../records/elsewhere.ts';
import { CLAIM } from '../records/record-claims.ts';
import { TRANSFER } from '../records/record-transfers.ts';
import { part } from './section.ts';

/** What there is to know once a filing is handed in, and of a record. */
export const AFTERWARDS = {
  weeks: [
    part(
      '初审',
      '接入商先看一遍材料，1 个工作日内有结果。审核人员可能打电话核对，没接到，约 1 小时后再打。',
      '通过后交给管局。负责人会收到工信部发来的验证码，要在一天内填，见“短信核验”。',
    ),
    part(
      '等结果的几周',
      '要等多久看省份，进度里写着最晚哪一天。到了那天还没有结果，也不用重新提交。',
      '内容先不能改。域名和服务器别过期；没有备案号的网站先别开通。',
      '不想等消息，随时打开“我的备案”看；怎么提醒你，在“我的隐私”里选。没送到的消息也列在“我的备案”里。',
    ),
    part(
      '被退回',
      '只改进度里列出的几项，其余保留，45 天内再交。过了变回草稿，再过 30 天删除。',
      '看不懂为什么退回，打页面上的电话问。不予受理的，进度里写着原因和可以怎么办。',
    ),
  ],
  'sms-check': [
    part('怎么填', ...SMS_CHECK_STEPS),
    part('谁会收到', '主体负责人和网站负责人里要确认的人，不一定是你：进度里列着姓名和号码，请提醒他们。'),
    part('填不成', ...smsTroubles('first'), '虚拟运营商的号码可能收不到：退回后换一个号码再交。'),
  ],
  approved: [
    part(
      '备案号放在哪里',
      '放在网站每一页的底部，并链接到 beian.miit.gov.cn。备案成功的页面有写好的代码，复制给做网站的人就行。',
      '放好以后，在“我的备案”里打开网站检查一次。',
    ),
    part(
      '办公安备案',
      '这是公安机关的登记，和备案号是两回事，要自己另外去办。',
      '网站开通后 30 日内，在 beian.mps.gov.cn 办理。',
      '办好以后，把公安备案号也放到网站底部，并在“我的备案”的网站里填上，就不再提醒。',
    ),
  ],
  notice: [
    part(
      '收到了怎么办',
      '核查时发现网站或备案的内容不对，会通知你：哪里不对、什么时候前改好。',
      '改好了，写一句改了什么，申请复核。内容本来就对的，也写一句说明。',
      '来不及：可以延期一次，7 个工作日。过期不处理，网站可能被取消接入或注销。',
    ),
  ],
  change: [
    part(
      '什么时候办',
      '名称、负责人、电话、地址或网站的内容有变化，就办变更，最好提前。只换同一家接入商的服务器，可以不办。',
      '换到另一家接入商：到新的那家办接入备案。新域名：办新增网站；变更只能减少域名。',
    ),
    part('要知道的', ...CHANGE_START.points),
  ],
  ending: [
    part(
      '三种办法',
      '取消接入：网站不再放在这里，备案号还在；没有别的接入商，管局可能注销它。',
      '注销网站：只注销这个网站的备案号。注销主体：主体和所有网站的备案号都注销。',
      '注销后不能恢复，网站要停止访问。还有没办完的备案，先办完或放弃。',
    ),
    part(
      '怎么办',
      '在“我的备案”里选，用负责人手机收到的验证码确认；收不到，用声明和证件办理。',
      '注销还要做短信核验：24 小时内没完成，申请失效，备案不变。取消接入一般不用。',
    ),
  ],
  transfer: [
    part('换账号管理', TRANSFER.why),
    part(
      '怎么转',
      '原来的账号发起，主体负责人用验证码同意，再把链接发给对方，对方 24 小时内接收。',
      TRANSFER.takeOverHint,
    ),
    part('不是你同意的', TRANSFER.stopWhy),
  ],
  claim: [
    part('认领', CLAIM.why, '要用主体的证件，和主体负责人手机收到的验证码。'),
    ...ELSEWHERE_WAYS.filter(({ id }) => id !== 'claim').map(({ title, text }) => part(title, text)),
  ],
} as const;
