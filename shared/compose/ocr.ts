import { cloudApi } from '../../platform/compose/cloud-api.ts';
import { storeIsReachable } from '../../platform/compose/object-store.ts';
import { vendor } from '../../platform/compose/provider.ts';
import { createRateLimits } from '../adapters/postgres/accounts/rate-limits.ts';
import type { OcrSettings } from '../adapters/tencent/ocr/ocr.ts';
import { ocrTariff } from '../application/tariffs.ts';
import { config } from '../config.ts';
import type { Billed } from '../ports/accounts/paid-calls.ts';
import type { Ocr } from '../ports/documents/ocr.ts';
import { storedParts } from './database.ts';
import { billed } from './paid-calls.ts';

/** Two calls, and the longest wait for a slot before each, fit into the function's 60 seconds. */
const OCR_TIMEOUT_SECONDS = 20;
const OCR_TURN_MS = 3_000;

const idCardAction = () => config().ID_CARD_ACTION ?? 'RecognizeValidIDCardOCR';

/** IDCardOCR reports watermarks itself. */
const checkedKinds = (): OcrSettings['checkedKinds'] => [
  ...(config().LICENCE_PICTURE_CHECK !== 'off' ? (['business-licence'] as const) : []),
  ...(config().ID_CARD_PICTURE_CHECK === 'on' && idCardAction() !== 'IDCardOCR'
    ? (['id-front', 'id-back'] as const)
    : []),
];

const locatedKinds = (): OcrSettings['locatedKinds'] =>
  config().VALUE_PLACES === 'off' ? [] : ['business-licence', 'id-front', 'id-back'];

const certificateReader = (): Promise<Ocr> =>
  vendor(certificateReader, 'ocr', async () => {
    const { createOcr } = await import('../adapters/tencent/ocr/ocr.ts');
    const limits = createRateLimits(await storedParts());
    return createOcr({
      ...cloudApi(OCR_TIMEOUT_SECONDS),
      takeTurn: (action, perSecond) => limits.waitForTurn(`ocr/${action}`, perSecond, OCR_TURN_MS),
      storeIsReachable: storeIsReachable(),
      checkedKinds: checkedKinds(),
      locatedKinds: locatedKinds(),
      idCardAction: idCardAction(),
      statedLimits: config().OCR_SURE_FROM ?? {},
    });
  });

export const ocr = (): Promise<Billed<Ocr>> =>
  billed(certificateReader(), ocrTariff({ checkedKinds: checkedKinds(), locatedKinds: locatedKinds() }));
