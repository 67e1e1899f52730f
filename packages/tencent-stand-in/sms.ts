import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod/mini';
import { type CloudActions, CloudApiError, parametersOf } from './cloud-action.ts';
import { smsDescriptions } from './sms-descriptions.ts';

/** The approved application and signature of the laptop's SMS. */
export const LAPTOP_SMS = { sdkAppId: '1400000000', signName: '备案服务' } as const;

/** An approved template. */
export interface SmsTemplate {
  /** With `{1}`, `{2}` … for its variables. */
  readonly text: string;
  /** 验证码类: its variables take up to six digits and nothing else. */
  readonly isVerification?: true;
}

/** Approved templates by their ids. */
export type SmsTemplates = ReadonlyMap<string, SmsTemplate>;

/** An SMS that was delivered to a phone. */
export interface SentSms {
  readonly phone: string;
  readonly text: string;
  /** The sender's own text: the message id. */
  readonly sessionContext: string;
  readonly sentAt: string;
}

export interface Sms {
  readonly actions: CloudActions;
  /** SMS sent so far, oldest first. */
  messages(): readonly SentSms[];
  /** Makes this number, `+86…`, refuse further SMS: its owner has replied T. */
  unsubscribe(phone: string): void;
  /** Makes the next numbers fail with this code, e.g. `LimitExceeded.PhoneNumberDailyLimit`. */
  failNext(code: string, times?: number): void;
  /** Gives the `signature`, or a template by its id, another state than 0, approved: 1 in review, -1 refused. */
  setState(text: string, state: number): void;
}

const sendRequest = z.object({
  PhoneNumberSet: z.array(z.string()),
  SmsSdkAppId: z.string(),
  TemplateId: z.string(),
  SignName: z.optional(z.string()),
  TemplateParamSet: z._default(z.array(z.string()), []),
  SessionContext: z._default(z.string(), ''),
});
type SendRequest = z.output<typeof sendRequest>;

const MAX_NUMBERS = 200;
const MAX_CONTEXT_BYTES = 512;
/** Pause between equal texts to the same number. Source: Tencent Cloud SMS, default frequency limits. */
const SAME_CONTENT_MS = 30_000;
/** The limit of accounts without enterprise verification. */
const MAX_VALUE_LENGTH = 20;

/**
 * SendSms. Shapes and codes: Tencent Cloud API sms 2021-01-11. Problems of a number or of the text are that number's
 * `Code`; only problems of the whole request are errors.
 *
 * @param file stores the SMS as JSON lines, so that they survive a restart.
 * @param now only tests set it.
 */
export async function createSms({
  file,
  templates,
  now = () => new Date(),
}: {
  readonly file: string;
  readonly templates: SmsTemplates;
  readonly now?: () => Date;
}): Promise<Sms> {
  await mkdir(dirname(file), { recursive: true });
  const lines = (await readFile(file, { encoding: 'utf8', flag: 'a+' })).split('\n').filter(Boolean);
  const sent = lines.map((line) => JSON.parse(line) as SentSms);
  const unsubscribed = new Set<string>();
  const failures: string[] = [];
  const states = new Map<string, number>();

  const problemOf = (phone: string, text: string): string | undefined => {
    const failure = failures.shift();
    if (failure) return failure;
    if (!/^\+861\d{10}$/.test(phone)) return 'InvalidParameterValue.IncorrectPhoneNumber';
    if (unsubscribed.has(phone)) return 'FailedOperation.PhoneNumberInBlacklist';
    const since = now().getTime() - SAME_CONTENT_MS;
    const isRepeated = sent.some((sms) => sms.phone === phone && sms.text === text && Date.parse(sms.sentAt) > since);
    return isRepeated ? 'LimitExceeded.PhoneNumberThirtySecondLimit' : undefined;
  };

  const sendOne = async (phone: string, request: SendRequest) => {
    const text = textOf(request, templates, states);
    const code = text.code ?? problemOf(phone, text.text);
    if (code === undefined) {
      const sms = { phone, text: text.text, sessionContext: request.SessionContext, sentAt: now().toISOString() };
      sent.push(sms);
      await appendFile(file, `${JSON.stringify(sms)}\n`);
    }
    return {
      SerialNo: code === undefined ? `2640:${sent.length}` : '',
      PhoneNumber: phone,
      Fee: code === undefined ? 1 : 0,
      SessionContext: request.SessionContext,
      Code: code ?? 'Ok',
      Message: code === undefined ? 'send success' : 'not sent',
      IsoCode: code === undefined ? 'CN' : '',
    };
  };

  return {
    messages: () => sent,
    unsubscribe: (phone) => unsubscribed.add(phone),
    failNext: (code, times = 1) => failures.push(...Array<string>(times).fill(code)),
    setState: (text, state) => states.set(text, state),
    actions: {
      'sms/2021-01-11/SendSms': async (body) => {
        const request = parse(body);
        const statuses = [];
        for (const phone of request.PhoneNumberSet) statuses.push(await sendOne(phone, request));
        return { SendStatusSet: statuses };
      },
      ...smsDescriptions({ ...LAPTOP_SMS, templates, states }),
    },
  };
}

function parse(body: Record<string, unknown>): SendRequest {
  const request = parametersOf(sendRequest, body);
  const { PhoneNumberSet, SmsSdkAppId, SessionContext } = request;
  if (PhoneNumberSet.length === 0) throw new CloudApiError('MissingParameter.EmptyPhoneNumberSet', 'No number.');
  if (PhoneNumberSet.length > MAX_NUMBERS) throw new CloudApiError('LimitExceeded.PhoneNumberCountLimit', 'Over 200.');
  if (SmsSdkAppId !== LAPTOP_SMS.sdkAppId)
    throw new CloudApiError('UnauthorizedOperation.SmsSdkAppIdVerifyFail', 'Not an application of this account.');
  if (Buffer.byteLength(SessionContext) >= MAX_CONTEXT_BYTES)
    throw new CloudApiError('InvalidParameter', 'The session context is too long.');
  return request;
}

/** The text as it appears on the phone, or why there is none. */
function textOf(
  { SignName, TemplateId, TemplateParamSet: values }: SendRequest,
  templates: SmsTemplates,
  states: ReadonlyMap<string, number>,
): { text: string; code?: string } {
  const template = states.get(TemplateId) ? undefined : templates.get(TemplateId);
  const refused = (code: string) => ({ text: '', code });
  if (SignName !== LAPTOP_SMS.signName || states.get('signature'))
    return refused('FailedOperation.SignatureIncorrectOrUnapproved');
  const variables = template?.text.match(/\{\d+\}/g)?.length ?? 0;
  if (template === undefined || variables !== values.length)
    return refused('FailedOperation.TemplateIncorrectOrUnapproved');
  if (template.isVerification && !values.every((value) => /^\d{1,6}$/.test(value)))
    return refused('InvalidParameterValue.TemplateParameterFormatError');
  if (values.some((value) => [...value].length > MAX_VALUE_LENGTH))
    return refused('InvalidParameterValue.TemplateParameterLengthLimit');
  const filled = template.text.replaceAll(/\{(\d+)\}/g, (_, number: string) => values[Number(number) - 1] ?? '');
  return { text: `【${SignName}】${filled}` };
}
