import { join } from 'node:path';
import { createFaceEngine, type FaceEngine } from 'engines/face/engine.ts';
import { createOcrEngine, type OcrEngine, type OcrOptions } from 'engines/ocr/engine.ts';
import type { Running } from 'loopback-server/http-server.ts';
import { type StopList, startParts } from 'loopback-server/stop-list.ts';
import { type RunningCloudApi, startCloudApi } from './api.ts';
import { captchaActions } from './captcha.ts';
import { clbActions } from './clb.ts';
import type { CloudAction, CloudActions } from './cloud-action.ts';
import { type CosEvent, startCos } from './cos.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS, type Sessions } from './credentials.ts';
import { cvmActions } from './cvm.ts';
import { domainActions } from './domain.ts';
import { faceidActions } from './faceid.ts';
import { createFaceidPages, type FaceidPages } from './faceid-pages.ts';
import { iaiActions } from './iai.ts';
import { lighthouseActions } from './lighthouse.ts';
import { moodOf } from './mood.ts';
import { companyActions, ocrActions } from './ocr.ts';
import { startRdap } from './rdap.ts';
import { createSms, type Sms, type SmsTemplates } from './sms.ts';
import { createSts, type OwnRoles, type Sts } from './sts.ts';
import { createWebsites } from './websites.ts';
import { startWeChat, type WeChatStandIn } from './wechat.ts';
import { type RunningWhois, startWhois } from './whois.ts';
import { createWorld, type World } from './world.ts';

export interface TencentStandInOptions extends OcrOptions {
  /** Directory of everything that survives a restart. */
  readonly dir: string;
  /** Missing ports take any free port. */
  readonly ports?: Readonly<Partial<Record<'cos' | 'cloudApi' | 'wechat' | 'rdap' | 'whois', number>>>;
  /** Reads certificates, and is closed with the rest; the default is a new one. */
  readonly ocrEngine?: OcrEngine | undefined;
  /** Analyses faces, and is closed with the rest; the default is a new one. */
  readonly faceEngine?: FaceEngine | undefined;
  /** Full names, `<name>-<appid>`, of the existing buckets. */
  readonly buckets?: readonly string[];
  readonly smsTemplates?: SmsTemplates;
  /** More actions of the Cloud API: those of the platform that functions run on. */
  readonly actions?: CloudActions;
  /** The roles of the operator's account; none by default. */
  readonly roles?: OwnRoles;
  /** Keys of the account's users; none by default. */
  readonly users?: Sessions;
  readonly onObjectCreated?: (event: CosEvent) => void;
  /** Seed of the mood of OCR and FaceID (`mood.ts`); left out, their replies are exact. */
  readonly vendorMood?: number | undefined;
  /** @param source the part that logs, e.g. `wechat`. */
  readonly log?: (source: string, line: string) => void;
}

export interface TencentStandIn {
  readonly cos: Running;
  readonly cloudApi: RunningCloudApi;
  readonly wechat: WeChatStandIn;
  readonly rdap: Running;
  readonly whois: RunningWhois;
  readonly sms: Sms;
  /** Temporary credentials of roles, for the platform of functions. */
  readonly sts: Sts;
  readonly world: World;
  stop(): Promise<void>;
}

/**
 * Starts COS, the Cloud API, WeChat, and the registries of domains, all over one sample world. Engines behind them load
 * their models on first use. When a server fails to start, the servers before it are stopped.
 */
export const startTencentStandIn = (options: TencentStandInOptions): Promise<TencentStandIn> =>
  startParts((stops) => start(options, stops));

async function start(options: TencentStandInOptions, stops: StopList): Promise<TencentStandIn> {
  const { dir, ports = {}, divisions = [], log = () => {} } = options;
  const ocrEngine = options.ocrEngine ?? createOcrEngine({ divisions });
  stops.add(() => ocrEngine.close());
  const faceEngine = options.faceEngine ?? createFaceEngine();
  stops.add(() => faceEngine.close());
  const world = await createWorld({ dir: join(dir, 'world') });
  const sts = createSts(world, { roles: options.roles ?? (() => undefined) });
  const issued: Sessions = (secretId) => sts.issued(secretId) ?? options.users?.(secretId);
  const cos = await startCos({
    port: ports.cos ?? 0,
    dir: join(dir, 'cos'),
    credentials: LAPTOP_CREDENTIALS,
    issued,
    account: LAPTOP_ACCOUNT,
    buckets: options.buckets ?? [],
    onCreated: options.onObjectCreated ?? (() => {}),
  });
  stops.add(cos.stop);
  const sms = await createSms({
    file: join(dir, 'sms', 'messages.jsonl'),
    templates: options.smsTemplates ?? new Map(),
  });
  const faceidPages = createFaceidPages(faceEngine, world, () => cloudApi.url);
  const cloudApi = await startCloudApi({
    port: ports.cloudApi ?? 0,
    credentials: LAPTOP_CREDENTIALS,
    issued,
    actions: { ...cloudActions({ ocrEngine, faceEngine, faceidPages, world, sts, sms }), ...options.actions },
    pages: faceidPages.serve,
    websites: createWebsites(),
    mood: options.vendorMood === undefined ? undefined : moodOf(options.vendorMood),
  });
  stops.add(cloudApi.stop);
  const wechat = await startWeChat({
    port: ports.wechat ?? 0,
    dir: join(dir, 'wechat'),
    log: (line) => log('wechat', line),
  });
  stops.add(wechat.stop);
  const rdap = await startRdap({ port: ports.rdap ?? 0, world });
  stops.add(rdap.stop);
  const whois = await startWhois({ port: ports.whois ?? 0, world });
  stops.add(whois.stop);
  return { cos, cloudApi, wechat, rdap, whois, sms, sts, world, stop: () => stops.run() };
}

/** The stand-in's own actions. */
function cloudActions({
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
    ...captchaActions(),
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
