import type { FaceEngine } from '../engines/face/engine.ts';
import type { OcrEngine } from '../engines/ocr/engine.ts';
import type { World } from '../world/world.ts';
import { clbActions } from './clb.ts';
import type { CloudAction, CloudActions } from './cloud-action.ts';
import { cvmActions } from './cvm.ts';
import { domainActions } from './domain.ts';
import { faceidActions } from './faceid.ts';
import { iaiActions } from './iai.ts';
import { lighthouseActions } from './lighthouse.ts';
import { ocrActions } from './ocr.ts';
import type { Sts } from './sts.ts';

/** Every action that the Cloud API stand-in knows. */
export function cloudActions({
  ocrEngine,
  faceEngine,
  world,
  sts,
}: {
  readonly ocrEngine: OcrEngine;
  readonly faceEngine: FaceEngine;
  readonly world: World;
  readonly sts: Sts;
}): CloudActions {
  const ocr = ocrActions(ocrEngine);
  return {
    ...ocr,
    'ocr/2018-11-19/IDCardOCR': learning(ocr['ocr/2018-11-19/IDCardOCR'], world),
    ...faceidActions(faceEngine, world),
    ...iaiActions(faceEngine),
    ...domainActions(world),
    ...cvmActions(world),
    ...lighthouseActions(world),
    ...clbActions(world),
    ...sts.actions,
  };
}

/** The laptop's authority knows whoever's card was read here, so that a newcomer's own photos can pass. */
function learning(read: CloudAction | undefined, world: World): CloudAction {
  return async (request, caller) => {
    const answer = (await read?.(request, caller)) ?? {};
    const { IdNum, Name, AdvancedInfo } = answer as Readonly<Record<string, string | undefined>>;
    const portrait = (JSON.parse(AdvancedInfo || '{}') as { Portrait?: string }).Portrait;
    if (IdNum && Name && portrait) await world.rememberPortrait(IdNum, Name, Buffer.from(portrait, 'base64'));
    return answer;
  };
}
