import type { FaceEngine } from 'engines/face/engine.ts';
import type { OcrEngine } from 'engines/ocr/engine.ts';
import { clbActions } from './clb.ts';
import type { CloudAction, CloudActions } from './cloud-action.ts';
import { cvmActions } from './cvm.ts';
import { domainActions } from './domain.ts';
import { faceidActions } from './faceid.ts';
import type { FaceidPages } from './faceid-pages.ts';
import { iaiActions } from './iai.ts';
import { lighthouseActions } from './lighthouse.ts';
import { companyActions, ocrActions } from './ocr.ts';
import type { Sms } from './sms.ts';
import type { Sts } from './sts.ts';
import type { World } from './world.ts';

/** The stand-in's own actions. */
export function cloudActions({
  ocrEngine,
  faceEngine,
  faceidPages,
  world,
  sts,
  sms,
}: {
  readonly ocrEngine: OcrEngine;
  readonly faceEngine: FaceEngine;
  readonly faceidPages: FaceidPages;
  readonly world: World;
  readonly sts: Sts;
  readonly sms: Sms;
}): CloudActions {
  const ocr = ocrActions(ocrEngine);
  return {
    ...ocr,
    'ocr/2018-11-19/IDCardOCR': learning(ocr['ocr/2018-11-19/IDCardOCR'], world),
    'ocr/2018-11-19/RecognizeValidIDCardOCR': learningValid(ocr['ocr/2018-11-19/RecognizeValidIDCardOCR'], world),
    ...companyActions(world),
    ...faceidActions(faceEngine, world),
    ...faceidPages.actions,
    ...iaiActions(faceEngine),
    ...domainActions(world),
    ...cvmActions(world),
    ...lighthouseActions(world),
    ...clbActions(world),
    ...sts.actions,
    ...sms.actions,
  };
}

/**
 * Registers everyone whose card is read here with the laptop's authority, so that a user's own photos can pass. The
 * portrait is cropped even when the caller does not want it, and then left out of the reply.
 */
function learning(read: CloudAction | undefined, world: World): CloudAction {
  return async (request, caller) => {
    const config = objectIn(request.Config);
    const Config = config ? JSON.stringify({ ...config, CropPortrait: true }) : request.Config;
    const answer = (await read?.({ ...request, Config }, caller)) ?? {};
    const { IdNum, Name, AdvancedInfo } = answer as Readonly<Record<string, string | undefined>>;
    const { Portrait, ...info } = objectIn(AdvancedInfo) ?? {};
    if (!IdNum || !Name || typeof Portrait !== 'string') return answer;
    await world.rememberPortrait(IdNum, Name, Buffer.from(Portrait, 'base64'));
    return { ...answer, AdvancedInfo: config?.CropPortrait === true ? AdvancedInfo : JSON.stringify(info) };
  };
}

/** The same by RecognizeValidIDCardOCR. */
function learningValid(read: CloudAction | undefined, world: World): CloudAction {
  return async (request, caller) => {
    const answer = (await read?.({ ...request, EnablePortrait: true }, caller)) ?? {};
    const { PortraitImage, ...card } = (answer.IDCardInfo ?? {}) as Readonly<Record<string, { Content?: string }>>;
    const [idNumber, name, portrait] = [card.IdNum, card.Name, PortraitImage].map((content) => content?.Content);
    if (!idNumber || !name || !portrait) return answer;
    await world.rememberPortrait(idNumber, name, Buffer.from(portrait, 'base64'));
    return request.EnablePortrait === true ? answer : { ...answer, IDCardInfo: card };
  };
}

/** A JSON object; undefined for any other text, which the action refuses. */
function objectIn(json: unknown): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(typeof json === 'string' && json !== '' ? json : '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
