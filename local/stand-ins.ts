import { join } from 'node:path';
import { cloudActions } from './cloud/actions.ts';
import { type RunningCloudApi, startCloudApi } from './cloud/api.ts';
import { type CosEvent, startCos } from './cloud/cos.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from './cloud/credentials.ts';
import { startRdap } from './cloud/rdap.ts';
import { createSts } from './cloud/sts.ts';
import { type RunningWhois, startWhois } from './cloud/whois.ts';
import { createFaceEngine } from './engines/face/engine.ts';
import { createOcrEngine } from './engines/ocr/engine.ts';
import type { Running } from './http-server.ts';
import { startRecordService } from './record-service.ts';
import { type RunningReviewDesk, startReviewDesk } from './review-desk/review-desk.ts';
import type { StopList } from './stop-list.ts';
import { startWeChat, type WeChatStandIn } from './wechat.ts';
import { createWorld } from './world/world.ts';

/** The one bucket of the laptop. */
export const LAPTOP_BUCKET = `icp-filing-${LAPTOP_ACCOUNT.appId}`;

export interface StandInOptions {
  /** First of seven ports; 0 takes any free ones. */
  readonly port: number;
  readonly dir: string;
  readonly log: (source: string, line: string) => void;
  /** Signs between the service and the review desk. */
  readonly deskSecret: string;
  readonly review: 'automatic' | 'manual';
  /** Pause before each automatic decision; left out, long enough to watch. */
  readonly reviewDelayMs?: number | undefined;
  /** Where verdicts go; asked for at each one. */
  readonly webhookUrl: () => string;
  readonly onObjectCreated: (event: CosEvent) => void;
}

/** Everybody whom the functions talk to, speaking the vendors' own protocols. */
export interface StandIns {
  readonly cos: Running;
  readonly cloudApi: RunningCloudApi;
  readonly wechat: WeChatStandIn;
  readonly reviewDesk: RunningReviewDesk;
  readonly rdap: Running;
  readonly whois: RunningWhois;
  readonly recordService: Running;
}

/** Starts the vendors' stand-ins. Engines behind them load their models on first use. */
export async function startStandIns(options: StandInOptions, stops: StopList): Promise<StandIns> {
  const { dir, log } = options;
  const port = (offset: number) => (options.port === 0 ? 0 : options.port + offset);
  const say = (source: string) => (line: string) => log(source, line);
  const ocrEngine = createOcrEngine();
  stops.add(() => ocrEngine.close());
  const faceEngine = createFaceEngine();
  stops.add(() => faceEngine.close());
  const world = await createWorld({ dir: join(dir, 'world') });
  const cos = await startCos({
    port: port(0),
    dir: join(dir, 'cos'),
    credentials: LAPTOP_CREDENTIALS,
    account: LAPTOP_ACCOUNT,
    buckets: [LAPTOP_BUCKET],
    onCreated: options.onObjectCreated,
  });
  stops.add(cos.stop);
  const sts = createSts(world);
  const actions = cloudActions({ ocrEngine, faceEngine, world, sts });
  const cloudApi = await startCloudApi({ port: port(1), credentials: LAPTOP_CREDENTIALS, issued: sts.issued, actions });
  stops.add(cloudApi.stop);
  const wechat = await startWeChat({ port: port(2), dir: join(dir, 'wechat'), log: say('wechat') });
  stops.add(wechat.stop);
  const reviewDesk = await startReviewDesk({
    port: port(3),
    dir: join(dir, 'review-desk'),
    secret: options.deskSecret,
    webhookUrl: options.webhookUrl,
    mode: options.review,
    ...(options.reviewDelayMs === undefined ? {} : { automaticDelayMs: options.reviewDelayMs }),
    log: say('review-desk'),
  });
  stops.add(reviewDesk.stop);
  const rdap = await startRdap({ port: port(4), world });
  stops.add(rdap.stop);
  const whois = await startWhois({ port: port(5), world });
  stops.add(whois.stop);
  const recordService = await startRecordService({ port: port(6), secret: options.deskSecret, world });
  stops.add(recordService.stop);
  return { cos, cloudApi, wechat, reviewDesk, rdap, whois, recordService };
}
