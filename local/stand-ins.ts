import { join } from 'node:path';
import type { FaceEngine } from 'engines/face/engine.ts';
import type { OcrEngine } from 'engines/ocr/engine.ts';
import type { Running } from 'loopback-server/http-server.ts';
import type { StopList } from 'loopback-server/stop-list.ts';
import { startRecordService } from 'reference-desk/record-service.ts';
import { type RunningReferenceDesk, startReferenceDesk } from 'reference-desk/reference-desk.ts';
import type { CloudActions } from 'tencent-stand-in/cloud-action.ts';
import type { CosEvent } from 'tencent-stand-in/cos.ts';
import { LAPTOP_ACCOUNT, type Sessions } from 'tencent-stand-in/credentials.ts';
import { startTencentStandIn, type TencentStandIn } from 'tencent-stand-in/start.ts';
import type { OwnRoles } from 'tencent-stand-in/sts.ts';
import { claimableRecord } from './claimable-record.ts';
import { DIVISIONS } from './divisions.ts';
import { type RunningMailbox, startMailbox } from './mailbox.ts';
import { openToNetwork } from './network.ts';
import { startPhone } from './phone.ts';
import { LAPTOP_SMS_TEMPLATES } from './sms-templates.ts';

/** The bucket of the filing service. */
export const LAPTOP_BUCKET = `icp-filing-${LAPTOP_ACCOUNT.appId}`;
/** That of the desk. */
export const LAPTOP_DESK_BUCKET = `icp-desk-${LAPTOP_ACCOUNT.appId}`;

export interface StandInOptions {
  /** First of nine ports; 0 takes any free ones. */
  readonly port: number;
  /** This machine's network address, where a phone reaches COS, the sign-in and its messages. */
  readonly networkAddress?: string | undefined;
  readonly dir: string;
  readonly log: (source: string, line: string) => void;
  /** Signs requests between the service and the review desk. */
  readonly deskSecret: string;
  /** How long the reference desk waits before each decision of its own; left out, it makes none. */
  readonly reviewDelayMs: number | undefined;
  /** Reads certificates behind the Cloud API; the default is one of its own. */
  readonly ocrEngine?: OcrEngine | undefined;
  /** Analyses faces behind the Cloud API; the default is one of its own. */
  readonly faceEngine?: FaceEngine | undefined;
  /** Seed of the mood of OCR and FaceID; left out, their replies are exact. */
  readonly vendorMood?: number | undefined;
  /** URL of the verdicts; called for each one. */
  readonly webhookUrl: () => string;
  readonly onObjectCreated: (event: CosEvent) => void;
  /** Actions of the Cloud API that belong to the platform of the functions. */
  readonly platform: CloudActions;
  /** Roles of the account. */
  readonly roles: OwnRoles;
  /** Keys of its users; none by default. */
  readonly users?: Sessions;
  /** Existing buckets; the default are the laptop's. */
  readonly buckets?: readonly string[];
}

/** Every service that the functions call, speaking the vendors' own protocols. */
export interface StandIns
  extends Pick<TencentStandIn, 'cos' | 'cloudApi' | 'wechat' | 'sms' | 'sts' | 'rdap' | 'whois'> {
  /** A page that shows the WeChat messages, SMS and mails that were sent. */
  readonly phone: Running;
  readonly mailbox: RunningMailbox;
  readonly reviewDesk: RunningReferenceDesk;
  readonly recordService: Running;
}

/** Starts the vendors' stand-ins. Engines behind them load their models on first use. */
export async function startStandIns(options: StandInOptions, stops: StopList): Promise<StandIns> {
  const { dir, log, networkAddress } = options;
  const port = (offset: number) => (options.port === 0 ? 0 : options.port + offset);
  const tencent = await startTencentStandIn({
    dir,
    log,
    ports: { cos: port(0), cloudApi: port(1), wechat: port(2), rdap: port(4), whois: port(5) },
    buckets: options.buckets ?? [LAPTOP_BUCKET, LAPTOP_DESK_BUCKET],
    smsTemplates: LAPTOP_SMS_TEMPLATES,
    divisions: DIVISIONS,
    ocrEngine: options.ocrEngine,
    faceEngine: options.faceEngine,
    vendorMood: options.vendorMood,
    actions: options.platform,
    roles: options.roles,
    ...(options.users && { users: options.users }),
    onObjectCreated: options.onObjectCreated,
  });
  stops.add(tencent.stop);
  const { cloudApi, sms, sts, rdap, whois, world } = tencent;
  const cos = await openToNetwork(tencent.cos, networkAddress);
  stops.add(cos.stop);
  const wechat = await openToNetwork(tencent.wechat, networkAddress);
  stops.add(wechat.stop);
  const reviewDesk = await startReferenceDesk({
    port: port(3),
    dir: join(dir, 'reference-desk'),
    secret: options.deskSecret,
    webhookUrl: options.webhookUrl,
    decidesAfterMs: options.reviewDelayMs,
    log: (line) => log('review-desk', line),
  });
  stops.add(reviewDesk.stop);
  const recordService = await startRecordService({
    port: port(6),
    secret: options.deskSecret,
    records: { ...world, claimableRecord },
  });
  stops.add(recordService.stop);
  const mailbox = await startMailbox({ port: port(8), file: join(dir, 'mail', 'messages.jsonl') });
  stops.add(mailbox.stop);
  const phone = await openToNetwork(
    await startPhone({ port: port(7), weChat: wechat.messages, sms: sms.messages, mails: mailbox.messages }),
    networkAddress,
  );
  stops.add(phone.stop);
  return { cos, cloudApi, wechat, sms, sts, phone, mailbox, reviewDesk, rdap, whois, recordService };
}
