import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/sms/v20210111/sms_client.js';
import * as z from 'zod/mini';
import {
  type CloudApiSettings,
  callCloudApi,
  clientConfig,
  VendorCode,
} from '../../../../platform/adapters/tencent/client.ts';
import { Failed } from '../../../../platform/ports/failed.ts';
import type { SmsTemplate } from '../../../domain/messages/code-messages.ts';
import type { ReminderOutcome, TextMessages } from '../../../ports/messages/reminders.ts';

const PORT = 'sms';

export interface SmsSettings extends CloudApiSettings {
  readonly sdkAppId: string;
  /** The operator's approved 签名, without brackets. */
  readonly signName: string;
  /** Ids of the approved templates. */
  readonly templates: Readonly<Partial<Record<SmsTemplate, string>>>;
}

/** Reads `returned=<id>,approved=<id>`. */
export const smsTemplates = (text: string): SmsSettings['templates'] =>
  Object.fromEntries(text.split(',').flatMap((entry) => (entry ? [entry.split('=')] : [])));

/** Each request has one number, so there is one status. Its failure is a code, not an error. */
const sent = z.object({ SendStatusSet: z.tuple([z.object({ Code: z.string() })]) });

/** Codes that no retry changes: the person has unsubscribed by replying T, or the number is invalid. */
const ENDS: Readonly<Record<string, ReminderOutcome>> = {
  Ok: 'sent',
  'FailedOperation.PhoneNumberInBlacklist': 'refused',
  'InvalidParameterValue.IncorrectPhoneNumber': 'unreachable',
};

const [HALF_MINUTE, HOUR, DAY] = [30, 3600, 24 * 3600] as const;

/** Seconds until the vendor's limits on one number or on the operator allow another message. */
const LIMITS: Readonly<Record<string, number>> = {
  'LimitExceeded.PhoneNumberThirtySecondLimit': HALF_MINUTE,
  'LimitExceeded.PhoneNumberOneHourLimit': HOUR,
  'LimitExceeded.PhoneNumberDailyLimit': DAY,
  'LimitExceeded.PhoneNumberSameContentDailyLimit': DAY,
  'LimitExceeded.DeliveryFrequencyLimit': HALF_MINUTE,
  'LimitExceeded.AppDailyLimit': DAY,
  'LimitExceeded.AppMainlandChinaDailyLimit': DAY,
};

/** Problems for the operator: balance, signature, template and its parameters, rights. */
const OPERATOR =
  /^(FailedOperation|InvalidParameterValue|MissingParameter|UnauthorizedOperation|UnsupportedOperation)\b/;

/** Nobody gets a code or a reminder until the operator has paid. Source: SMS, SendSms, error codes (382/55981). */
const NO_BALANCE: readonly string[] = ['FailedOperation.InsufficientBalanceInSmsPackage'];

const MOBILE = /^1\d{10}$/;

/** SMS by Tencent Cloud API sms 2021-01-11, SendSms, one number per call. The message id is the session context. */
export function createTextMessages(settings: SmsSettings): TextMessages {
  const { sdkAppId, signName, templates } = settings;
  const client = new Client(clientConfig(settings));
  return {
    async send({ id, mobile, template, parameters }) {
      const templateId = templates[template];
      if (!templateId) return 'not-set-up';
      if (!MOBILE.test(mobile)) return 'unreachable';
      const request = {
        PhoneNumberSet: [`+86${mobile}`],
        SmsSdkAppId: sdkAppId,
        SignName: signName,
        TemplateId: templateId,
        TemplateParamSet: [...parameters],
        SessionContext: id,
      };
      return outcomeOf(await codeOf(() => client.SendSms(request)));
    },
  };
}

/** The code for the one number, from a status or an error. */
async function codeOf(send: () => Promise<unknown>): Promise<string> {
  try {
    return (await callCloudApi(PORT, sent, send)).SendStatusSet[0].Code;
  } catch (error) {
    if (error instanceof VendorCode) return error.code;
    throw error;
  }
}

function outcomeOf(code: string): ReminderOutcome {
  const end = ENDS[code];
  if (end) return end;
  const retryAfterSeconds = LIMITS[code];
  if (retryAfterSeconds) throw new Failed(PORT, 'throttled', code, { retryAfterSeconds });
  const setting = NO_BALANCE.includes(code) ? 'sms-balance' : undefined;
  throw new Failed(PORT, OPERATOR.test(code) ? 'refused' : 'broken', code, { setting });
}
