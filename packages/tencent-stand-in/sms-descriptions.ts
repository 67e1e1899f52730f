import * as z from 'zod/mini';
import { type CloudActions, CloudApiError, parametersOf } from './cloud-action.ts';

const ids = z._default(z.array(z.int()).check(z.maxLength(100)), []);
const page = {
  Limit: z._default(z.int().check(z.minimum(0), z.maximum(100)), 0),
  Offset: z._default(z.int().check(z.minimum(0)), 0),
};
/** 0 for the mainland. */
const International = z.literal(0);
const templatesRequest = z.strictObject({ International, TemplateIdSet: ids, ...page });
const signsRequest = z.strictObject({ International, SignIdSet: ids, ...page });
/** `yyyymmddhh`. */
const hour = z.string().check(z.regex(/^\d{10}$/));
const packagesRequest = z.strictObject({
  SmsSdkAppId: z.string(),
  Limit: z.int().check(z.minimum(0), z.maximum(500)),
  Offset: z.int().check(z.minimum(0)),
  BeginTime: hour,
  EndTime: hour,
});

const SIGN_ID = 1;
const SUBMITTED = 1_790_000_000;

export interface SmsAccount {
  readonly sdkAppId: string;
  readonly signName: string;
  /** By their ids. */
  readonly templates: ReadonlyMap<string, { readonly text: string }>;
  /** By `signature` that of the signature, by its id that of a template; 0, approved, where none is given. */
  readonly states: ReadonlyMap<string, number>;
}

/**
 * DescribeSmsTemplateList, DescribeSmsSignList and SmsPackagesStatistics. Shapes and codes: Tencent Cloud API sms
 * 2021-01-11. An id that the account doesn't have is left out.
 */
export const smsDescriptions = ({ sdkAppId, signName, templates, states }: SmsAccount): CloudActions => ({
  'sms/2021-01-11/DescribeSmsTemplateList': async (body) => {
    const { TemplateIdSet, Limit, Offset } = parametersOf(templatesRequest, body);
    const all = [...templates].map(([id, { text }]) => ({
      TemplateId: Number(id),
      International: 0,
      StatusCode: states.get(id) ?? 0,
      ReviewReply: '',
      TemplateName: id,
      CreateTime: SUBMITTED,
      TemplateContent: text,
    }));
    return { DescribeTemplateStatusSet: chosen(all, TemplateIdSet, Limit, Offset, ({ TemplateId }) => TemplateId) };
  },
  'sms/2021-01-11/DescribeSmsSignList': async (body) => {
    const { SignIdSet, Limit, Offset } = parametersOf(signsRequest, body);
    const sign = {
      SignId: SIGN_ID,
      International: 0,
      StatusCode: states.get('signature') ?? 0,
      ReviewReply: '',
      SignName: signName,
      CreateTime: SUBMITTED,
    };
    return { DescribeSignListStatusSet: chosen([sign], SignIdSet, Limit, Offset, ({ SignId }) => SignId) };
  },
  'sms/2021-01-11/SmsPackagesStatistics': async (body) => {
    const { SmsSdkAppId, BeginTime, EndTime } = parametersOf(packagesRequest, body);
    if (EndTime <= BeginTime)
      throw new CloudApiError('InvalidParameterValue.EndTimeVerifyFail', 'Ends before it begins.');
    if (SmsSdkAppId !== sdkAppId)
      throw new CloudApiError('UnauthorizedOperation.SmsSdkAppIdVerifyFail', 'Not an application of this account.');
    return { SmsPackagesStatisticsSet: [] };
  },
});

/** A page counts only without ids. */
const chosen = <T>(
  all: readonly T[],
  wanted: readonly number[],
  limit: number,
  offset: number,
  idOf: (item: T) => number,
): readonly T[] =>
  wanted.length > 0 ? all.filter((item) => wanted.includes(idOf(item))) : all.slice(offset, offset + limit);
