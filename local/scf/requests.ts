import * as z from 'zod/mini';

/** Requests of SCF's API 2018-04-16 that a deployment makes. Unknown fields are refused, as the vendor does. */
const of = {
  FunctionName: z.string().check(z.regex(/^[A-Za-z][\w-]{0,58}[A-Za-z0-9]$/)),
  Namespace: z._default(z.literal('default'), 'default'),
};
const page = {
  Offset: z._default(z.int().check(z.minimum(0)), 0),
  Limit: z._default(z.int().check(z.minimum(1), z.maximum(100)), 20),
  Order: z.optional(z.string()),
  OrderBy: z.optional(z.string()),
};
const netSwitch = z.enum(['ENABLE', 'DISABLE']);
const settings = {
  Description: z.string(),
  MemorySize: z.int(),
  Timeout: z.int().check(z.minimum(1), z.maximum(900)),
  Environment: z.strictObject({ Variables: z.array(z.strictObject({ Key: z.string(), Value: z.string() })) }),
  Role: z.string(),
  ClsLogsetId: z.optional(z.string()),
  ClsTopicId: z.optional(z.string()),
  VpcConfig: z.optional(z.strictObject({ VpcId: z.string(), SubnetId: z.string() })),
  PublicNetConfig: z.optional(
    z.strictObject({ PublicNetStatus: netSwitch, EipConfig: z.optional(z.strictObject({ EipStatus: netSwitch })) }),
  ),
};
const code = z.union([
  z.strictObject({ ZipFile: z.base64() }),
  z.strictObject({
    CosBucketName: z.string(),
    CosObjectName: z.string().check(z.startsWith('/')),
    CosBucketRegion: z.string(),
  }),
]);
const handler = z.string().check(z.regex(/^[\w-]+\.[\w-]+$/));
const triggerName = { TriggerName: z.string(), Type: z.enum(['http', 'cos', 'timer']) };
const trigger = {
  ...triggerName,
  TriggerDesc: z.string(),
  Qualifier: z._default(z.string(), '$LATEST'),
  Enable: z._default(z.enum(['OPEN', 'CLOSE']), 'OPEN'),
  CustomArgument: z._default(z.string(), ''),
};
const domain = z.strictObject({
  Domain: z.string(),
  Protocol: z.literal('HTTPS'),
  CertConfig: z.strictObject({ CertificateId: z.string().check(z.minLength(1)) }),
  EndpointsConfig: z.array(
    z.strictObject({ ...of, Qualifier: z.string(), PathMatch: z.string().check(z.startsWith('/')) }),
  ),
});

export const REQUESTS = {
  function: z.strictObject(of),
  listFunctions: z.strictObject({ ...page, SearchKey: z._default(z.string(), ''), Namespace: of.Namespace }),
  listLayers: z.strictObject({ CompatibleRuntime: z.string(), Limit: z.int() }),
  createFunction: z.strictObject({
    ...of,
    ...settings,
    Runtime: z.string(),
    Handler: handler,
    Type: z.literal('Event'),
    Code: code,
  }),
  updateCode: z.strictObject({ ...of, Handler: handler, Code: code }),
  updateConfiguration: z.strictObject({ ...of, ...settings }),
  publish: z.strictObject({ ...of, Description: z._default(z.string(), '') }),
  listOf: z.strictObject({ ...of, ...page }),
  alias: z.strictObject({ ...of, Name: z.literal('$DEFAULT') }),
  version: z.strictObject({ ...of, Qualifier: z.string().check(z.regex(/^\d+$/)) }),
  provision: z.strictObject({
    ...of,
    Qualifier: z.string().check(z.regex(/^\d+$/)),
    ProvisionedType: z.literal('Default'),
    VersionProvisionedConcurrencyNum: z.int().check(z.positive()),
  }),
  account: z.strictObject({}),
  reserve: z.strictObject({ ...of, ReservedConcurrencyMem: z.int().check(z.minimum(0)) }),
  updateAlias: z.strictObject({ ...of, Name: z.literal('$DEFAULT'), FunctionVersion: z.string() }),
  trigger: z.strictObject({ ...of, ...trigger }),
  deleteTrigger: z.strictObject({
    ...of,
    ...triggerName,
    TriggerDesc: z.optional(z.string()),
    Qualifier: z.optional(z.string()),
  }),
  retry: z.strictObject({
    ...of,
    AsyncTriggerConfig: z.strictObject({
      RetryConfig: z.array(z.strictObject({ RetryNum: z.int().check(z.minimum(0), z.maximum(2)) })).check(z.length(1)),
      MsgTTL: z.int().check(z.positive()),
    }),
  }),
  domain,
  domainName: z.strictObject({ Domain: z.string() }),
  invoke: z.object({
    ...of,
    Qualifier: z._default(z.string(), '$LATEST'),
    InvocationType: z._default(z.enum(['RequestResponse', 'Event']), 'RequestResponse'),
    LogType: z._default(z.enum(['None', 'Tail']), 'None'),
    ClientContext: z._default(z.string(), '{}'),
  }),
} as const;

export type ScfCode = z.output<typeof code>;
export type ScfSettings = z.output<(typeof REQUESTS)['updateConfiguration']>;
export type ScfTrigger = z.output<(typeof REQUESTS)['trigger']>;
export type ScfDomain = z.output<typeof domain>;
export type ScfRetry = z.output<(typeof REQUESTS)['retry']>['AsyncTriggerConfig'];
