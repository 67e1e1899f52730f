import { cloudApi, storeIsReachable, VENDOR_TIMEOUT_SECONDS } from '../../platform/compose/cloud-api.ts';
import { once, vendor } from '../../platform/compose/provider.ts';
import { clock, ids } from '../../platform/compose/system.ts';
import { measured } from '../../platform/edge/measured.ts';
import { createReviewDesk } from '../adapters/review-desk/review-desk.ts';
import type { OcrSettings } from '../adapters/tencent/ocr/ocr.ts';
import { createWebhookCalls } from '../adapters/web/webhook-calls.ts';
import { createPhoneNumbers } from '../adapters/wechat/phone-numbers.ts';
import { createSubscribeMessages, subscribeTemplates } from '../adapters/wechat/subscribe-messages.ts';
import { createWeChat } from '../adapters/wechat/wechat.ts';
import {
  BOUND_NUMBERS_TARIFF,
  FACES_TARIFF,
  livenessTariff,
  MAILS_TARIFF,
  ocrTariff,
  SMS_CODES_TARIFF,
  SMS_TARIFF,
} from '../application/tariffs.ts';
import { config } from '../config.ts';
import type { Faces } from '../ports/faces.ts';
import type { LivenessProvider } from '../ports/liveness.ts';
import type { Mails } from '../ports/mails.ts';
import type { Ocr } from '../ports/ocr.ts';
import type { Billed } from '../ports/paid-calls.ts';
import type { PhoneNumbers } from '../ports/phone-numbers.ts';
import type { SubscribeMessages, TextMessages } from '../ports/reminders.ts';
import type { ReviewDesk } from '../ports/review-desk.ts';
import type { WebhookCalls } from '../ports/webhook-calls.ts';
import type { WeChat } from '../ports/wechat.ts';
import { rateLimits } from './database.ts';
import { deskSigner } from './keys.ts';
import { billed } from './paid-calls.ts';

/** Two calls, and the longest wait for a slot before each, fit into the function's 60 seconds. */
const OCR_TIMEOUT_SECONDS = 20;
const OCR_TURN_MS = 3_000;
/** FaceID checks a whole video; two such calls and two checks of the photo fit into the function's 75 seconds. */
const LIVENESS_TIMEOUT_SECONDS = 25;

const idCardAction = () => config().ID_CARD_ACTION ?? 'RecognizeValidIDCardOCR';

/** IDCardOCR reports watermarks itself. */
const checkedKinds = (): OcrSettings['checkedKinds'] => [
  ...(config().LICENCE_PICTURE_CHECK !== 'off' ? (['business-licence'] as const) : []),
  ...(config().ID_CARD_PICTURE_CHECK === 'on' && idCardAction() !== 'IDCardOCR'
    ? (['id-front', 'id-back'] as const)
    : []),
];

const locatedKinds = (): OcrSettings['locatedKinds'] =>
  config().VALUE_PLACES === 'off' ? [] : ['business-licence', 'id-front', 'id-back', 'handheld-photo'];

const weChatSettings = async () => ({
  appId: config().WECHAT_APP_ID,
  appSecret: config().WECHAT_APP_SECRET.reveal(),
  endpoint: config().WECHAT_API_URL,
  version: config().STAGE === 'production' ? ('release' as const) : ('trial' as const),
  timeoutSeconds: VENDOR_TIMEOUT_SECONDS,
  clock: await clock(),
});

export const weChat = (): Promise<WeChat> => vendor(weChat, 'wechat', async () => createWeChat(await weChatSettings()));

const boundNumbers = (): Promise<PhoneNumbers> =>
  vendor(boundNumbers, 'phone-numbers', async () => createPhoneNumbers(await weChatSettings()));

export const phoneNumbers = (): Promise<Billed<PhoneNumbers>> => billed(boundNumbers(), BOUND_NUMBERS_TARIFF);

export const subscribeMessages = (): Promise<SubscribeMessages> =>
  vendor(subscribeMessages, 'subscribe-messages', async () => {
    const { WECHAT_TEMPLATES: templates = '' } = config();
    return createSubscribeMessages({ ...(await weChatSettings()), templates: subscribeTemplates(templates) });
  });

const sms = (): Promise<TextMessages> =>
  vendor(sms, 'text-messages', async () => {
    const { createTextMessages, smsTemplates } = await import('../adapters/tencent/sms/text-messages.ts');
    const { SMS_SDK_APP_ID: sdkAppId = '', SMS_SIGN_NAME: signName = '', SMS_TEMPLATES: templates = '' } = config();
    return createTextMessages({ ...cloudApi(), sdkAppId, signName, templates: smsTemplates(templates) });
  });

export const textMessages = (): Promise<Billed<TextMessages>> => billed(sms(), SMS_TARIFF);

export const codeMessages = (): Promise<Billed<TextMessages>> => billed(sms(), SMS_CODES_TARIFF);

const mailServer = (): Promise<Mails> =>
  vendor(mailServer, 'mails', async () => {
    const {
      SMTP_HOST: host,
      SMTP_PORT: port = 465,
      SMTP_USER: user,
      SMTP_PASSWORD: password,
      MAIL_FROM: from,
    } = config();
    if (!host || !user || !password || !from) return { send: async () => 'not-set-up' };
    const { createMails } = await import('../adapters/smtp/mails.ts');
    const isLocal = config().CLOUD_API_ENDPOINT !== undefined;
    const sender = { user, password: password.reveal(), from };
    return createMails({ host, port, ...sender, timeoutSeconds: VENDOR_TIMEOUT_SECONDS, isLocal });
  });

export const mails = (): Promise<Billed<Mails>> => billed(mailServer(), MAILS_TARIFF);

export const webhookCalls = (): Promise<WebhookCalls> =>
  vendor(webhookCalls, 'webhook', async () => {
    // With stand-ins, an integrator's server is on the same machine.
    return createWebhookCalls({ allowsLocal: config().CLOUD_API_ENDPOINT !== undefined });
  });

const certificateReader = (): Promise<Ocr> =>
  vendor(certificateReader, 'ocr', async () => {
    const { createOcr } = await import('../adapters/tencent/ocr/ocr.ts');
    const limits = await rateLimits();
    return createOcr({
      ...cloudApi(OCR_TIMEOUT_SECONDS),
      takeTurn: (action, perSecond) => limits.waitForTurn(`ocr/${action}`, perSecond, OCR_TURN_MS),
      storeIsReachable: storeIsReachable(),
      checkedKinds: checkedKinds(),
      locatedKinds: locatedKinds(),
      idCardAction: idCardAction(),
    });
  });

export const ocr = (): Promise<Billed<Ocr>> =>
  billed(certificateReader(), ocrTariff({ checkedKinds: checkedKinds(), locatedKinds: locatedKinds() }));

const faceService = (): Promise<Faces> =>
  vendor(faceService, 'faces', async () => {
    const { createFaces } = await import('../adapters/tencent/faces/faces.ts');
    return createFaces({ ...cloudApi(), storeIsReachable: storeIsReachable() });
  });

export const faces = (): Promise<Billed<Faces>> => billed(faceService(), FACES_TARIFF);

export async function livenessProvider(): Promise<Billed<LivenessProvider>> {
  const provider = await faceIdProvider();
  return billed(Promise.resolve(provider), livenessTariff(provider.films));
}

/** Created at once, unlike other vendors, because `films` is read without a call. */
const faceIdProvider = (): Promise<LivenessProvider> =>
  once(faceIdProvider, async () => measured('liveness', await chosenLivenessProvider()));

async function chosenLivenessProvider(): Promise<LivenessProvider> {
  const { CLOUD_API_ENDPOINT, LIVENESS_PROVIDER, EID_MERCHANT_ID, FACEID_RULE_ID } = config();
  const faceId = {
    ...cloudApi(LIVENESS_TIMEOUT_SECONDS),
    storeIsReachable: storeIsReachable(),
    // A stand-in proves nobody's identity.
    assurance: CLOUD_API_ENDPOINT === undefined ? ('vendor' as const) : ('none' as const),
  };
  if (LIVENESS_PROVIDER === 'eid') {
    const { createEidLivenessProvider } = await import('../adapters/tencent/liveness/eid.ts');
    return createEidLivenessProvider({ ...faceId, merchantId: EID_MERCHANT_ID ?? '' });
  }
  if (LIVENESS_PROVIDER === 'hosted') {
    const { createHostedLivenessProvider } = await import('../adapters/tencent/liveness/hosted.ts');
    return createHostedLivenessProvider({ ...faceId, ruleId: FACEID_RULE_ID ?? '' });
  }
  return (await import('../adapters/tencent/liveness/video.ts')).createLivenessProvider(faceId);
}

export const reviewDesk = (): Promise<ReviewDesk> =>
  vendor(reviewDesk, 'review-desk', async () =>
    createReviewDesk({
      baseUrl: config().REVIEW_DESK_URL,
      sign: await deskSigner(),
      ids: await ids(),
      timeoutSeconds: VENDOR_TIMEOUT_SECONDS,
    }),
  );
