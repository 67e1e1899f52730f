import type { OcrEngine } from 'engines/ocr/engine.ts';
import type { CloudActions } from './cloud-action.ts';
import { bizLicenseOcr } from './ocr/biz-license.ts';
import { verifyEnterprise, verifyPrinted } from './ocr/enterprise.ts';
import { generalAccurateOcr } from './ocr/general-accurate.ts';
import { generalCardWarn } from './ocr/general-card-warn.ts';
import { idCardOcr } from './ocr/id-card.ts';
import { withRecentReadings } from './ocr/recent-readings.ts';
import { limited } from './ocr/request-limit.ts';
import { validIdCardOcr } from './ocr/valid-id-card.ts';
import type { World } from './world.ts';

/**
 * The actions of Tencent Cloud API ocr 2018-11-19 that the service sends pictures to, with the engine's readings as
 * replies and the documented limits of requests per second. They leave out what the engine can't detect: retouching,
 * the cropped card, emblem, seal and QR code.
 */
export function ocrActions(ocrEngine: OcrEngine): CloudActions {
  const engine = withRecentReadings(ocrEngine);
  return {
    'ocr/2018-11-19/IDCardOCR': limited(20, (request) => idCardOcr(engine, request)),
    'ocr/2018-11-19/BizLicenseOCR': limited(10, (request) => bizLicenseOcr(engine, request)),
    'ocr/2018-11-19/RecognizeValidIDCardOCR': limited(5, (request) => validIdCardOcr(engine, request)),
    'ocr/2018-11-19/GeneralAccurateOCR': limited(10, (request) => generalAccurateOcr(engine, request)),
    'ocr/2018-11-19/RecognizeGeneralCardWarn': limited(5, (request) => generalCardWarn(engine, request)),
  };
}

/** The actions of the same product that query the commercial register. No limit is documented for them. */
export const companyActions = (world: World): CloudActions => ({
  'ocr/2018-11-19/VerifyBizLicenseEnterprise3': (request) => verifyPrinted(world, request),
  'ocr/2018-11-19/VerifyBizLicenseEnterprise4': (request) => verifyEnterprise(world, request),
});
