import type { SourceKey } from '../rules/sources.ts';

/**
 * 退回原因: the reasons for which filings are returned, with the rules that find each before submission.
 *
 * Source: Tencent Cloud FAQ, 管局要求 and SMS pages (2019-12 to 2022), Huawei Cloud 备案驳回咨询 (2025-12), 备案错误提示 (2026-05),
 * 备案材料 and 管局咨询 (2026-07); collected 2026-11-24. The texts are our own, based on those pages.
 */
export interface ReturnReason {
  readonly id: string;
  readonly group: string;
  /** Path of the field to flag; `*` for the index of the website. */
  readonly field: string;
  /** Text for the applicant: what is wrong, and what to do. */
  readonly reason: string;
  readonly suggestion: string;
  /** Whether a machine can find it before submission. */
  readonly preCheck: 'yes' | 'partly' | 'no';
  /** Rules that find it. */
  readonly rules: readonly string[];
  readonly source: readonly SourceKey[];
}

/** Three lines a reason: id, group, field, `preCheck` and sources; reason → suggestion; rules. A test checks each word. */
const TABLE = `
RJ-01 域名 websites.*.domain yes T19-faq HW-rej HW-err
域名所有者与备案主体不一致。 → 变更域名实名信息或修改备案主体，使二者一致。
DM-10 DM-11 DM-12 PV-FJ-08
RJ-02 域名 websites.*.domain yes T19-faq HW-err
域名注册商未获得工业和信息化部批复。 → 将域名转入境内有资质的注册商，或更换域名。
DM-05
RJ-03 域名 websites.*.domain yes T19-faq HW-rej
域名未实名认证，或实名信息尚未同步。 → 完成域名实名认证，3个工作日后再提交。
DM-08 DM-09
RJ-04 域名 websites.*.domain yes HW-err HW-rej
域名已过期或有效期不足。 → 在域名注册商处续费。
DM-06 DM-07 PV-TJ-15
RJ-05 域名 websites.*.domain yes T19-faq HW-rej
域名后缀未获批复。 → 更换域名。
DM-03 DM-04 DM-18
RJ-06 网站名称 websites.*.details.name yes T19-faq HW-rej
网站名称不规范、含禁用词或与内容不符。 → 按命名要求修改；名称为项目名时，可在备注中说明是本单位的哪个项目。
FD-40 FD-41 FD-42 FD-43 FD-44 FD-45 FD-46 FD-47 FD-48 FD-49 FD-50 FD-51 FD-52 FD-53 PV-GD-07 PV-GD-08 PV-TJ-10 PV-TJ-11
RJ-07 地域 eligibility.region yes T19-faq
不支持跨省备案。 → 放弃订单，按证件地址选择省份，或提供居住证明。
FT-29 MT-11 PV-GD-05 PV-FJ-03 PV-92
RJ-08 网站 websites.*.domain yes T19-faq HW-rej
未备案的网站已开通访问。 → 暂停解析或关闭网站，注意 DNS 和 CDN 缓存。
DM-16
RJ-09 网站 websites.*.domain partly T19-faq HW-rej HW-err
已备案的网站打不开、未标明备案号或未链接至工业和信息化部备案网站。 → 恢复访问，并在页脚标明备案号和链接。
–
RJ-10 网站 websites.*.details.serviceContents no T19-faq HW-rej
网站内容与主体性质不符。 → 调整网站内容，或以单位备案。
FD-56 FD-60
RJ-11 前置审批 websites.*.details.preApprovals yes T19-faq HW-rej
涉及前置审批内容，但没有批准文件，或文件过期、不清晰。 → 办理审批后上传批准文件，或调整内容。
FD-52 FD-53 FD-59 PV-GD-16 PV-TJ-11
RJ-12 证件 documents yes T19-faq HW-rej
证件照片不清晰、为复印件或翻拍、缺边或反光。 → 重新拍摄证件原件。
MT-05 MT-06
RJ-13 证件 principal.idValidTo yes HW-rej HW-err
证件过期或有效期不足三个月。 → 更换证件后再提交。
FD-15 FD-16
RJ-14 证件 documents yes T19-faq
证件照片的水印字样不符，或遮挡了内容。 → 水印改为“仅供备案使用”且不遮挡文字和图像，或上传没有水印的照片。
MT-07 MT-06
RJ-15 电话 principal.mobile partly T19-faq HW-err
电话不通、空号、关机或无人接听。 → 保持电话畅通，重新提交。
FD-24 FD-25 FD-27 FD-28
RJ-16 电话 principal.mobile yes T19-faq HW-rej
电话不是备案省份的号码。 → 使用备案省份的号码。
PV-TJ-05 FD-28 PV-92
RJ-17 电话 principal.mobile yes T19-faq HW-rej
号码已用于其他主体，或与其他负责人重复。 → 更换号码。
PV-GD-10 FD-31 PV-TJ-07 PV-TJ-08
RJ-18 负责人 principal.isLegalRepresentative yes HW-rej HW-err
主体负责人不是法定代表人。 → 改为法定代表人，或上传授权书。
PV-GD-04 PV-FJ-01 PV-TJ-01 PV-91 MT-08
RJ-19 负责人 websites.*.documents.authorization-letter yes T19-faq
缺少网站负责人授权书。 → 上传网站负责人授权书。
MT-09 PV-FJ-02 PV-TJ-02
RJ-20 核身 websites.*.liveness yes HW-rej
真实性核验不通过：光线、背景、角度、着装或人证信息不符。 → 穿戴整齐，在光线均匀处，以白色背景由本人重新核身。
MT-14 MT-17
RJ-21 主体 organizer.name partly HW-err
单位名称与企业信用信息公示系统不一致。 → 按营业执照修改单位名称；单位已更名的，先变更备案和域名所有者。
FD-19
RJ-22 主体 eligibility.certificateNumber partly HW-err
证件号码与企业信用信息公示系统不一致（三证合一后号码已变）。 → 填写最新营业执照上的统一社会信用代码。
FD-01 FD-02 FD-06 FD-18 FT-10
RJ-23 主体 organizer.certificateAddress yes HW-err
证件住所与证件不一致。 → 按证件填写住所。
FD-18
RJ-24 主体 organizer.name no HW-err
单位经营异常，或已注销、吊销、歇业。 → 联系市场监督管理部门解除异常后再提交。
–
RJ-25 冲突 eligibility.certificateNumber partly T19-faq HW-rej
主办者冲突：同一主体正在其他接入商处备案。 → 完成或撤销其中之一。
FT-12 FT-13
RJ-26 冲突 websites.*.domain yes T19-faq
域名冲突：域名已在其他主体名下备案。 → 联系原备案主体或原接入商注销该域名的备案。
FT-09 FT-10
RJ-27 冲突 filingType yes HW-rej T19-faq
备案类型错误（主体名称或证件号码填写有误）。 → 重新验证备案类型。
FT-09 FT-10 FT-16 FT-92
RJ-28 冲突 eligibility.certificateNumber yes HW-rej T19-faq
主体名下已没有有效网站（空壳主体）。 → 先注销主体，再重新提交首次备案。
FT-15
RJ-29 短信 principal.mobile partly T19-sms
24小时内未完成短信核验，或输错5次。 → 重新提交，收到短信后及时核验。
FD-25
RJ-30 材料 documents.commitment-letter yes T22-prov HW-mat
承诺书缺失，或签名连笔、没有日期、没有公章。 → 重新签署后上传。
PV-GD-06 MT-03
RJ-31 材料 documents.residence-proof yes T19-prov
缺少居住证明，或居住证明已过期。 → 补充有效的居住证明。
PV-GD-05 PV-FJ-03 MT-11
RJ-32 备注 websites.*.details.remark yes T19-prov T22-prov
缺少管局要求的备注内容。 → 按管局要求补充备注。
PV-GD-14 PV-GD-15 PV-TJ-07 PV-TJ-08 PV-TJ-09 FD-30 FD-57 FD-62
RJ-33 接入 websites.*.cloudService no HW-err
域名没有解析，或解析的 IP 与备案的 IP 不符。 → 修改解析，或变更备案。
–
RJ-34 地址 organizer.address.detail yes T19-prov HW-prov
通信地址未精确到门牌号，或与证件住所不在同一城市。 → 补充门牌号，或按证件住所所在城市填写。
FD-20 FD-21 PV-GD-09 PV-TJ-12 PV-TJ-13
`;

export const RETURN_REASONS: readonly ReturnReason[] = TABLE.trim()
  .split(/\n(?=RJ)/)
  .map((lines) => {
    const [head = '', texts = '', rules = ''] = lines.split('\n');
    const [id = '', group = '', field = '', preCheck = '', ...source] = head.split(' ');
    const [reason = '', suggestion = ''] = texts.split(' → ');
    const found = { preCheck: preCheck as ReturnReason['preCheck'], rules: rules === '–' ? [] : rules.split(' ') };
    return { id, group, field, reason, suggestion, ...found, source: source as SourceKey[] };
  });
