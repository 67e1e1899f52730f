import { join } from 'node:path';
import { createFaceEngine } from 'engines/face/engine.ts';
import { createOcrEngine } from 'engines/ocr/engine.ts';
import { cloudActions } from './cloud/actions.ts';
import { type RunningCloudApi, startCloudApi } from './cloud/api.ts';
import type { CloudActions } from './cloud/cloud-action.ts';
import { type CosEvent, startCos } from './cloud/cos.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from './cloud/credentials.ts';
import { createFaceidPages } from './cloud/faceid-pages.ts';
import { startRdap } from './cloud/rdap.ts';
import { createSms, type Sms } from './cloud/sms.ts';
import { createSts } from './cloud/sts.ts';
import { type RunningWhois, startWhois } from './cloud/whois.ts';
import { DIVISIONS } from './divisions.ts';
import type { Running } from './http-server.ts';
import { openToNetwork } from './network.ts';
import { startPhone } from './phone.ts';
import { startRecordService } from './record-service.ts';
import { type RunningReviewDesk, startReviewDesk } from './review-desk/review-desk.ts';
import type { StopList } from './stop-list.ts';
import { startWeChat, type WeChatStandIn } from './wechat.ts';
import { createWorld } from './world/world.ts';

/** The one bucket of the laptop. */
export const LAPTOP_BUCKET = `icp-filing-${LAPTOP_ACCOUNT.appId}`;

export interface StandInOptions {
  /** First of eight ports; 0 takes any free ones. */
  readonly port: number;
  /** Address of this machine under which a phone reaches what it needs: COS, the sign-in, the review desk's page and its messages. */
  readonly networkAddress?: string | undefined;
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
  /** What the Cloud API does on the platform that the functions run on. */
  readonly platform: CloudActions;
  /** Buckets that are there; left out, the laptop's. */
  readonly buckets?: readonly string[];
}

/** Everybody whom the functions talk to, speaking the vendors' own protocols. */
export interface StandIns {
  readonly cos: Running;
  readonly cloudApi: RunningCloudApi;
  readonly wechat: WeChatStandIn;
  readonly sms: Sms;
  /** A page with what arrived by WeChat and SMS. */
  readonly phone: Running;
  readonly reviewDesk: RunningReviewDesk;
  readonly rdap: Running;
  readonly whois: RunningWhois;
  readonly recordService: Running;
}

/** Starts the vendors' stand-ins. Engines behind them load their models on first use. */
export async function startStandIns(options: StandInOptions, stops: StopList): Promise<StandIns> {
  const { dir, log, networkAddress } = options;
  const port = (offset: number) => (options.port === 0 ? 0 : options.port + offset);
  const say = (source: string) => (line: string) => log(source, line);
  const ocrEngine = createOcrEngine({ divisions: DIVISIONS });
  stops.add(() => ocrEngine.close());
  const faceEngine = createFaceEngine();
  stops.add(() => faceEngine.close());
  const world = await createWorld({ dir: join(dir, 'world') });
  const cos = await openToNetwork(
    await startCos({
      port: port(0),
      dir: join(dir, 'cos'),
      credentials: LAPTOP_CREDENTIALS,
      account: LAPTOP_ACCOUNT,
      buckets: options.buckets ?? [LAPTOP_BUCKET],
      onCreated: options.onObjectCreated,
    }),
    networkAddress,
  );
  stops.add(cos.stop);
  const sts = createSts(world);
  const sms = await createSms(join(dir, 'sms', 'messages.jsonl'));
  const faceidPages = createFaceidPages(faceEngine, world, () => cloudApi.url);
  const actions = cloudActions({ ocrEngine, faceEngine, faceidPages, world, sts, sms, platform: options.platform });
  const cloudApi = await startCloudApi({
    port: port(1),
    credentials: LAPTOP_CREDENTIALS,
    issued: sts.issued,
    actions,
    pages: faceidPages.serve,
  });
  stops.add(cloudApi.stop);
  const wechat = await openToNetwork(
    await startWeChat({ port: port(2), dir: join(dir, 'wechat'), log: say('wechat') }),
    networkAddress,
  );
  stops.add(wechat.stop);
  const reviewDesk = await openToNetwork(
    await startReviewDesk({
      port: port(3),
      dir: join(dir, 'review-desk'),
      secret: options.deskSecret,
      webhookUrl: options.webhookUrl,
      mode: options.review,
      ...(options.reviewDelayMs === undefined ? {} : { automaticDelayMs: options.reviewDelayMs }),
      log: say('review-desk'),
    }),
    networkAddress,
  );
  stops.add(reviewDesk.stop);
  const rdap = await startRdap({ port: port(4), world });
  stops.add(rdap.stop);
  const whois = await startWhois({ port: port(5), world });
  stops.add(whois.stop);
  const recordService = await startRecordService({ port: port(6), secret: options.deskSecret, world });
  stops.add(recordService.stop);
  const phone = await openToNetwork(
    await startPhone({ port: port(7), weChat: wechat.messages, sms: sms.messages }),
    networkAddress,
  );
  stops.add(phone.stop);
  return { cos, cloudApi, wechat, sms, phone, reviewDesk, rdap, whois, recordService };
}
