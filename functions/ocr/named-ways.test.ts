import { describe, expect, it } from 'vitest';
import { standingOf } from '../../client/documents/documents.ts';
import { certificatePictures, PERSON_CERTIFICATES } from '../../contracts/data/person-certificates.ts';
import { isReadable, UPLOADED_KINDS } from '../../shared/domain/media/document.ts';
import { change, enterprise, idNumber } from '../../shared/domain/rules/cases.ts';
import { preCheck } from '../../shared/domain/rules/pre-check.ts';
import type { PictureWarning } from '../../shared/ports/documents/ocr.ts';
import { unreadableFinding, warningFindings } from './picture-findings.ts';

const RESIDENTS = [
  ['residence-permit', 'hk-macao-residence', '港澳居民居住证', idNumber('81000019900101999')],
  ['residence-permit', 'taiwan-residence', '台湾居民居住证', idNumber('83000019900101999')],
  ['foreigner-card', 'foreigner-card', '外国人永久居留身份证', idNumber('91184019900101999')],
] as const;

describe('what a refusal tells somebody to do can be done here', () => {
  it.each(RESIDENTS)(
    '%s: the principal of a unit chooses %s (%s), whose pictures are taken and not read',
    (reason, type, name, number) => {
      const { message } = unreadableFinding(reason, []);
      const chosen = change(enterprise, {
        'contents.principal.certificateType': type,
        'contents.principal.idNumber': number,
      });

      expect(message).toContain('单位的负责人持这种证件的，请先在“证件类型”里选择它，再上传。');
      expect(PERSON_CERTIFICATES.find(({ code }) => code === type)?.name).toBe(name);
      expect(certificatePictures(type).map((kind) => [UPLOADED_KINDS.includes(kind), isReadable(kind)])).toEqual([
        [true, false],
        [true, false],
      ]);
      // Nothing says of the number that it belongs to another card.
      expect(preCheck(chosen).map(({ ruleId }) => ruleId)).not.toContain('FD-12');
    },
  );

  it.each(['blurred', 'too-small', 'incomplete'] as const)(
    '%s: the second picture is kept, and the values are typed',
    (reason) => {
      const first = unreadableFinding(reason, []);
      const second = unreadableFinding(reason, [{ findings: [first] }]);

      expect(first.message).toMatch(/再拍仍是这样的，就交给审核员看。$/);
      expect([first.severity, second.severity]).toEqual(['block', 'warn']);
      expect(second.message).toMatch(/请对照证件手工填写，审核员会看照片，不用再拍。$/);
    },
  );

  it.each(['wrong-side', 'not-this-certificate', 'several-cards', 'temporary-id', 'undecodable', 'too-large'] as const)(
    '%s: another picture or paper is due each time, which no reviewer could do without',
    (reason) => {
      const first = unreadableFinding(reason, []);

      expect(unreadableFinding(reason, [{ findings: [first] }])).toEqual(first);
    },
  );
});

describe('a picture of which a vendor warns', () => {
  const shown = (warning: PictureWarning, earlier: Parameters<typeof warningFindings>[2]) => {
    const findings = warningFindings([warning], { [warning]: 0.95 }, earlier);
    return { findings, ...standingOf({ state: 'ready', findings: findings.map((finding) => ({ ...finding })) }) };
  };

  it.each([
    ['cut-edge', '边缘不完整'],
    ['covered', '被遮挡'],
    ['copy', '复印件'],
    ['screen', '翻拍屏幕'],
    ['screenshot', '屏幕截图'],
    ['edited', '修改过'],
    ['electronic-card', '电子身份证'],
  ] as const)('is asked for once, whatever it warns of the second time: %s', (warning, label) => {
    const first = shown(warning, []);
    const second = shown(warning, [first]);

    // What both front ends show and go by.
    expect([first.stateText, first.isUsable, second.stateText, second.isUsable]).toEqual([
      '还不能用',
      false,
      '已上传',
      true,
    ]);
    expect(second.findings).toMatchObject([{ severity: 'warn', params: { warning: label, risk: 95 } }]);
    expect(second.findings[0]?.message).toContain(`重拍的照片仍提示“${label}”（识别服务判断的风险 95%`);
  });

  it.each(['blurred', 'reflection', 'watermark', 'both-sides', 'validity-implausible'] as const)(
    'goes on at once where it is only told: %s',
    (warning) => {
      expect(shown(warning, []).isUsable).toBe(true);
    },
  );

  it('of a temporary card is of another paper, which no camera makes right', () => {
    const first = shown('temporary-card', []);

    expect([first.isUsable, shown('temporary-card', [first]).isUsable]).toEqual([false, false]);
  });
});
