import type { OcrEngine } from '../engines/ocr/engine.ts';
import type { CloudActions } from './cloud-action.ts';
import { bizLicenseOcr } from './ocr/biz-license.ts';
import { idCardOcr } from './ocr/id-card.ts';

/**
 * The actions of Tencent Cloud API ocr 2018-11-19 that the service calls, answered from what the engine sees in the picture. What it can't
 * see it leaves out: it warns of no screen and no retouching, cuts out no card, and tells no emblem, seal or QR code.
 */
export function ocrActions(engine: OcrEngine): CloudActions {
  return {
    'ocr/2018-11-19/IDCardOCR': (request) => idCardOcr(engine, request),
    'ocr/2018-11-19/BizLicenseOCR': (request) => bizLicenseOcr(engine, request),
  };
}
