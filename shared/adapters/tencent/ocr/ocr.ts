import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/ocr/v20181119/ocr_client.js';
import type * as z from 'zod/mini';
import {
  type CloudApiSettings,
  callCloudApi,
  clientConfig,
  VendorCode,
} from '../../../../platform/adapters/tencent/client.ts';
import { Failed } from '../../../../platform/ports/failed.ts';
import type { ReadableKind, ReadFields } from '../../../domain/media/document.ts';
import { placesOf, type SeenLine } from '../../../domain/media/places.ts';
import type { Ocr, OcrPicture, Reading, SeenLines } from '../../../ports/documents/ocr.ts';
import {
  cardWarnAnswer,
  idCardAnswer,
  idCardReading,
  licenceAnswer,
  licenceReading,
  pictureWarnings,
} from './answers.ts';
import { outcomeOf } from './codes.ts';
import { originOf, type StatedLimits } from './fields.ts';
import { lineAnswer, linesIn } from './lines.ts';
import { type PictureInput, sendPicture } from './picture.ts';
import { validCardAnswer, validCardReading } from './valid-card.ts';

export interface OcrSettings extends CloudApiSettings {
  /** Waits for a slot for an action; false when none is free within a useful time. */
  readonly takeTurn: (action: string, perSecond: number) => Promise<boolean>;
  /** Whether the vendor can fetch pictures from the object store; it can't reach a private cloud's. */
  readonly storeIsReachable: boolean;
  /** Which action reads ID cards. Only RecognizeValidIDCardOCR states how sure it is of each value. */
  readonly idCardAction: 'RecognizeValidIDCardOCR' | 'IDCardOCR';
  /** From which stated confidence on a value counts; what is absent counts never by it. */
  readonly statedLimits?: StatedLimits;
  /** Whose pictures RecognizeGeneralCardWarn looks at, which is billed in addition to their reading. */
  readonly checkedKinds: readonly ReadableKind[];
  /** In whose pictures GeneralAccurateOCR finds what was read, which is billed in addition, too. */
  readonly locatedKinds: readonly ReadableKind[];
}

/**
 * Limits of the actions: calls per second of one account, and characters of base64. The vendor documents none for
 * RecognizeGeneralCardWarn, so the smallest is used. Source: Tencent Cloud API ocr 2018-11-19.
 */
const ACTIONS = {
  IDCardOCR: { perSecond: 20, maxBase64: 10 * 1024 * 1024 },
  BizLicenseOCR: { perSecond: 10, maxBase64: 7 * 1024 * 1024 },
  RecognizeValidIDCardOCR: { perSecond: 5, maxBase64: 10 * 1024 * 1024 },
  GeneralAccurateOCR: { perSecond: 10, maxBase64: 10 * 1024 * 1024 },
  RecognizeGeneralCardWarn: { perSecond: 5, maxBase64: 7 * 1024 * 1024 },
} as const;

/** Calls arrive at the vendor at other intervals than they are sent; the reserve makes up for that. */
const SHARE_OF_LIMIT = 0.8;

// Only the advanced warnings report electronic cards and watermarks. Sex and birth date are needed as printed:
// corrected by the number, which is the vendor's default, they could not contradict it.
const ID_CARD_REQUEST = {
  CardWarnType: 'Advanced',
  EnableRecognitionRectify: false,
  Config: JSON.stringify({
    CopyWarn: true,
    BorderCheckWarn: true,
    ReshootWarn: true,
    DetectPsWarn: true,
    TempIdWarn: true,
    InvalidDateWarn: true,
    ReflectWarn: true,
    Quality: true,
  }),
};

const ANY_CARD_REQUEST = {
  CardType: 0,
  EnableBorderCheck: true,
  EnableOcclusionCheck: true,
  EnableCopyCheck: true,
  EnableReshootCheck: true,
  EnablePSCheck: true,
  EnableWordCheck: true,
  EnableQualityCheck: true,
  EnableElectronCheck: true,
};

/** Reads certificates with Tencent Cloud OCR. */
export function createOcr(settings: OcrSettings): Ocr {
  const client = new Client(clientConfig(settings));

  const waitForTurn = async (action: string, perSecond: number): Promise<void> => {
    const isOurs = await settings.takeTurn(action, perSecond).catch((cause: unknown) => {
      throw new Failed('ocr', 'broken', 'NoTurn', { cause });
    });
    if (!isOurs) throw new Failed('ocr', 'throttled', 'OwnLimit');
  };

  /** Calls an action with a picture; the caller maps its error codes. */
  const call = async <T>(
    action: keyof typeof ACTIONS,
    picture: OcrPicture,
    schema: z.ZodMiniType<T>,
    request: object = {},
  ): Promise<T> => {
    const { perSecond, maxBase64 } = ACTIONS[action];
    return sendPicture(picture, { maxBase64, reachable: settings.storeIsReachable }, async (input: PictureInput) => {
      await waitForTurn(action, perSecond * SHARE_OF_LIMIT);
      return callCloudApi('ocr', schema, () => client[action]({ ...request, ...input }));
    });
  };

  const readValidCard = async (side: 'FRONT' | 'BACK', picture: OcrPicture): Promise<Reading> =>
    validCardReading(
      side,
      await call('RecognizeValidIDCardOCR', picture, validCardAnswer, ANY_CARD_REQUEST),
      settings.statedLimits,
    );

  const readIdCard = async (side: 'FRONT' | 'BACK', picture: OcrPicture): Promise<Reading> => {
    if (settings.idCardAction === 'RecognizeValidIDCardOCR') return readValidCard(side, picture);
    try {
      return idCardReading(
        side,
        await call('IDCardOCR', picture, idCardAnswer, { ...ID_CARD_REQUEST, CardSide: side }),
      );
    } catch (error) {
      // This error is not billed; the other action says which card it is.
      if (!(error instanceof VendorCode && error.code === 'FailedOperation.ImageNoIdCard')) throw error;
      return readValidCard(side, picture);
    }
  };

  const readLicence = async (picture: OcrPicture): Promise<Reading> =>
    licenceReading(await call('BizLicenseOCR', picture, licenceAnswer, { EnableCopyWarn: true }));

  const allLines = async (picture: OcrPicture): Promise<SeenLines> => {
    const action = 'GeneralAccurateOCR';
    const seen = (lines: readonly SeenLine[]): SeenLines => ({ outcome: 'seen', lines, origin: originOf(action) });
    try {
      return seen(linesIn(await call(action, picture, lineAnswer, { IsWords: true })));
    } catch (error) {
      if (error instanceof VendorCode && error.code === 'FailedOperation.ImageNoText') return seen([]);
      const outcome = outcomeOf(error);
      return outcome.outcome === 'unanswered' ? outcome : seen([]);
    }
  };

  return {
    async read(kind: ReadableKind, picture: OcrPicture): Promise<Reading> {
      try {
        if (kind === 'business-licence') return await readLicence(picture);
        return await readIdCard(kind === 'id-front' ? 'FRONT' : 'BACK', picture);
      } catch (error) {
        return outcomeOf(error);
      }
    },

    async check(kind: ReadableKind, picture: OcrPicture) {
      if (!settings.checkedKinds.includes(kind)) return { outcome: 'checked', warnings: [] };
      const isLicence = kind === 'business-licence';
      try {
        const request = { CardType: isLicence ? 'BizLicense' : 'IDCard' };
        const seen = pictureWarnings(await call('RecognizeGeneralCardWarn', picture, cardWarnAnswer, request));
        // Both actions that read ID cards report all other defects themselves.
        const warnings = isLicence ? seen.warnings : seen.warnings.filter((warning) => warning === 'watermark');
        return { outcome: 'checked', ...seen, warnings };
      } catch (error) {
        const outcome = outcomeOf(error);
        // The reading has reported what is wrong with the picture, if anything.
        return outcome.outcome === 'unanswered' ? outcome : { outcome: 'checked', warnings: [] };
      }
    },

    async locate(kind: ReadableKind, picture: OcrPicture, read: ReadFields) {
      if (!settings.locatedKinds.includes(kind)) return { outcome: 'located', places: {} };
      const seen = await allLines(picture);
      if (seen.outcome === 'unanswered') return seen;
      const found = Object.entries(read).map(([name, { text }]) => [name, placesOf(text, seen.lines)] as const);
      return { outcome: 'located', places: Object.fromEntries(found.filter(([, places]) => places.length > 0)) };
    },

    lines: allLines,
  };
}
