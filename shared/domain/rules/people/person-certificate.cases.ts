import { enterprise, fires, idNumber, individual, quiet, type RuleCase, type Sentences } from '../cases.ts';

const siteOwner = (certificateType: string, number: string) => ({
  'contents.websites.0.siteOwner.certificateType': certificateType,
  'contents.websites.0.siteOwner.idNumber': number,
});
const TYPE = 'websites.0.siteOwner.certificateType';
const NUMBER = 'websites.0.siteOwner.idNumber';

/** A sound number of each certificate. */
const SOUND = [
  ['passport', 'E99999901'],
  ['hk-macao-permit', 'H99999901'],
  ['taiwan-permit', '99999901'],
  ['foreigner-card', idNumber('91184019900101999')],
  ['hk-macao-residence', idNumber('81000019900101999')],
  ['taiwan-residence', idNumber('83000019900101999')],
] as const;

const wrong = (number: string): string => `${number.slice(0, 17)}${number.endsWith('0') ? '1' : '0'}`;

export const cases: readonly RuleCase[] = [
  ...SOUND.flatMap(([type, number]) => [
    fires('PN-92', enterprise, siteOwner(type, number), TYPE),
    quiet('PN-93', enterprise, siteOwner(type, number)),
    fires('PN-93', enterprise, siteOwner(type, '12345'.repeat(4)), NUMBER),
    quiet('PN-94', enterprise, siteOwner(type, number)),
    // The rules of the 居民身份证 leave the number alone.
    ...['FD-07', 'FD-08', 'FD-10', 'FD-12', 'FD-17'].map((id) => quiet(id, enterprise, siteOwner(type, number))),
  ]),
  quiet('PN-92', enterprise),
  ...SOUND.slice(3).map(([type, number]) => fires('PN-94', enterprise, siteOwner(type, wrong(number)), NUMBER)),
  fires('PN-94', enterprise, siteOwner('taiwan-residence', idNumber('83000019900230999')), NUMBER),
  // Full width, spaces and small letters make no difference.
  quiet('PN-93', enterprise, siteOwner('hk-macao-permit', 'ｈ 9999 9901')),
  // A minor with a number that says so; a passport does not.
  fires('SEC-03', enterprise, siteOwner('hk-macao-residence', idNumber('81000020200101999')), NUMBER),
  quiet('SEC-03', enterprise, siteOwner('passport', '12345620200101999')),
  fires('PN-95', individual, { 'contents.principal.certificateType': 'passport' }, 'principal.certificateType'),
  quiet('PN-95', individual),
  // Each certificate has its own pictures, and those of a 居民身份证 are then not asked for.
  ...(
    [
      ['principal', 'contents.principal', ''],
      ['website:w1', 'contents.websites.0.siteOwner', 'websites.0.'],
    ] as const
  ).flatMap(([subject, person, path]) => {
    const number = `${person}.idNumber`;
    const passport = { [`${person}.certificateType`]: 'passport', [number]: 'E99999901' };
    const permit = { [`${person}.certificateType`]: 'taiwan-permit', [number]: '99999901' };
    const ready = (kind: string) => ({ kind, subject, state: 'ready', findings: [] });
    return [
      fires('MT-02', enterprise, passport, `${path}documents.passport`),
      quiet('MT-02', enterprise, { ...passport, documents: [...enterprise.documents, ready('passport')] }),
      fires('MT-02', enterprise, permit, `${path}documents.card-front`),
      fires('MT-02', enterprise, permit, `${path}documents.card-back`),
      quiet('MT-02', enterprise, {
        ...permit,
        documents: [...enterprise.documents, ready('card-front'), ready('card-back')],
      }),
    ];
  }),
  // A check of faces asks the authority for a 居民身份证.
  fires('MT-94', enterprise, { ...siteOwner('passport', 'E99999901'), liveness: {} }, 'websites.0.liveness'),
  quiet('MT-94', enterprise),
  quiet('MT-94', enterprise, { 'contents.websites.0.siteOwner': undefined }),
  quiet('MT-14', enterprise, { ...siteOwner('passport', 'E99999901'), liveness: {} }),
  quiet('MT-17', enterprise, {
    ...siteOwner('passport', 'E99999901'),
    'liveness.w1.expiresAt': new Date('2026-11-25T02:00:00Z'),
  }),
];

export const sentences: Sentences = {
  'PN-92': [
    '护照不能自动识别和核验，请对照证件逐项填写；姓名、号码、年龄和有效期由审核人员核对。',
    '港澳居民来往内地通行证不能自动识别和核验，请对照证件逐项填写；姓名、号码、年龄和有效期由审核人员核对。',
    '台湾居民来往大陆通行证不能自动识别和核验，请对照证件逐项填写；姓名、号码、年龄和有效期由审核人员核对。',
    '外国人永久居留身份证不能自动识别和核验，请对照证件逐项填写；姓名、号码、年龄和有效期由审核人员核对。',
    '港澳居民居住证不能自动识别和核验，请对照证件逐项填写；姓名、号码、年龄和有效期由审核人员核对。',
    '台湾居民居住证不能自动识别和核验，请对照证件逐项填写；姓名、号码、年龄和有效期由审核人员核对。',
  ],
  'PN-93': [
    '护照的号码应为5到17位字母和数字，请对照证件核对，或改选证件类型。',
    '港澳居民来往内地通行证的号码应为一个字母加8位数字（含换证次数的为10位），请对照证件核对，或改选证件类型。',
    '台湾居民来往大陆通行证的号码应为8位数字（旧证为10位数字，可加括号内的字母），请对照证件核对，或改选证件类型。',
    '外国人永久居留身份证的号码应为以9开头的18位号码（旧证为3个字母加12位数字），请对照证件核对，或改选证件类型。',
    '港澳居民居住证的号码应为以81或82开头的18位号码，请对照证件核对，或改选证件类型。',
    '台湾居民居住证的号码应为以83开头的18位号码，请对照证件核对，或改选证件类型。',
  ],
  'PN-94': [
    '外国人永久居留身份证的号码校验未通过，请对照证件核对。',
    '港澳居民居住证的号码校验未通过，请对照证件核对。',
    '台湾居民居住证的号码校验未通过，请对照证件核对。',
  ],
  'SEC-03': ['负责人未满14周岁须由监护人同意，本平台暂不支持，请更换负责人。'],
  'MT-02': [
    '请上传主体负责人护照资料页的照片。',
    '须提供主体负责人护照资料页。',
    '请上传主体负责人证件有照片那一面的照片。',
    '须提供主体负责人证件有照片的一面。',
    '请上传主体负责人证件背面的照片。',
    '须提供主体负责人证件的背面。',
    '须提供主体负责人身份证人像面。',
    '须提供主体负责人身份证国徽面。',
    '请上传网站负责人护照资料页的照片。',
    '须提供网站负责人护照资料页。',
    '请上传网站负责人证件有照片那一面的照片。',
    '须提供网站负责人证件有照片的一面。',
    '请上传网站负责人证件背面的照片。',
    '须提供网站负责人证件的背面。',
    '网站负责人与主体负责人不同，须提供网站负责人身份证人像面。',
    '网站负责人与主体负责人不同，须提供网站负责人身份证国徽面。',
  ],
  'PN-95': ['个人备案只能使用居民身份证，请改选居民身份证。'],
  'MT-94': ['网站负责人的证件不是居民身份证，不能自动核身，请保持电话畅通，由审核人员人工核验。'],
};
