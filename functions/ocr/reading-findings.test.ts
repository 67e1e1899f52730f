import { describe, expect, it } from 'vitest';
import type { PictureWarning, UnreadableReason } from '../../shared/ports/ocr.ts';
import { unreadableFinding, warningFinding } from './reading-findings.ts';

describe('what a person is told about a picture', () => {
  it.each<[UnreadableReason, string]>([
    ['not-this-certificate', '没有在图片中找到这种证件，请确认上传的是对应证件的原件照片。'],
    ['wrong-side', '证件的正反面传反了，请上传正确的一面。'],
    ['blurred', '图片模糊，无法识别，请拿稳手机、对焦后重新拍摄。'],
    ['too-small', '证件在图片中太小，请靠近拍摄，让证件占满画面。'],
    ['several-cards', '图片中有多张证件，请每次只拍一张。'],
    ['undecodable', '图片无法打开，请重新拍摄后上传。'],
    ['too-large', '图片过大，请压缩后重新上传。'],
    ['nothing-recognised', '没有识别出证件内容，请在光线充足处重新拍摄。'],
  ])('says why it could not be read and what to do: %s', (reason, message) => {
    const finding = unreadableFinding(reason);

    expect(finding).toEqual({ ruleId: 'MT-06', severity: 'block', field: 'file', message, params: {} });
  });

  it.each<[PictureWarning, 'block' | 'warn']>([
    ['cut-edge', 'block'],
    ['covered', 'block'],
    ['copy', 'block'],
    ['screen', 'block'],
    ['edited', 'block'],
    ['temporary-card', 'block'],
    ['blurred', 'warn'],
    ['reflection', 'warn'],
    ['validity-implausible', 'warn'],
  ])('stops him where a reviewer would send it back, and only there: %s', (warning, severity) => {
    const finding = warningFinding(warning);

    expect(finding).toMatchObject({ ruleId: 'MT-06', severity, field: 'file' });
    expect(finding.message).toMatch(/^[\u4e00-\u9fff，]+。$/);
  });

  it('shows him what a watermark may say: MT-07', () => {
    const finding = warningFinding('watermark');

    expect(finding).toMatchObject({ ruleId: 'MT-07', severity: 'warn', field: 'file' });
    expect(finding.message).toContain('仅供备案使用');
  });
});
