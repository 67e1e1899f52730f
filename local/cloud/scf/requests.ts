import * as z from 'zod';

/** Requests of SCF's API 2018-04-16, as far as a deployment makes them. Unknown fields are refused, as the vendor refuses them. */
const of = {
  FunctionName: z.string().regex(/^[A-Za-z][\w-]{0,58}[A-Za-z0-9]$/),
  Namespace: z.literal('default').default('default'),
};
const page = {
  Offset: z.int().min(0).default(0),
  Limit: z.int().min(1).max(100).default(20),
  Order: z.string().optional(),
  OrderBy: z.string().optional(),
};
const settings = {
  Description: z.string().max(1000),
  MemorySize: z.int(),
  Timeout: z.int().min(1).max(900),
  Environment: z.strictObject({ Variables: z.array(z.strictObject({ Key: z.string(), Value: z.string() })) }),
  Role: z.string(),
  VpcConfig: z.strictObject({ VpcId: z.string(), SubnetId: z.string() }).optional(),
};
const code = z.union([
  z.strictObject({ ZipFile: z.base64() }),
  z.strictObject({
    CosBucketName: z.string(),
    CosObjectName: z.string().startsWith('/'),
    CosBucketRegion: z.string(),
  }),
]);
const handler = z.string().regex(/^[\w-]+\.[\w-]+$/);
const triggerName = { TriggerName: z.string(), Type: z.enum(['http', 'cos', 'timer']) };
const trigger = {
  ...triggerName,
  TriggerDesc: z.string(),
  Qualifier: z.string().default('$LATEST'),
  Enable: z.enum(['OPEN', 'CLOSE']).default('OPEN'),
  CustomArgument: z.string().default(''),
};
const domain = z.strictObject({
  Domain: z.string(),
  Protocol: z.literal('HTTPS'),
  CertConfig: z.strictObject({ CertificateId: z.string().min(1) }),
  EndpointsConfig: z.array(
    z.strictObject({
      ...of,
      Qualifier: z.string(),
      PathMatch: z.string().startsWith('/'),
    }),
  ),
});

export const REQUESTS = {
  function: z.strictObject(of),
  listFunctions: z.strictObject({ ...page, SearchKey: z.string().default(''), Namespace: of.Namespace }),
  createFunction: z.strictObject({
    ...{ ...of, ...settings, Runtime: z.string(), Handler: handler, Type: z.literal('Event'), Code: code },
  }),
  updateCode: z.strictObject({ ...of, Handler: handler, Code: code }),
  updateConfiguration: z.strictObject({ ...of, ...settings }),
  publish: z.strictObject({ ...of, Description: z.string().default('') }),
  listOf: z.strictObject({ ...of, ...page }),
  alias: z.strictObject({ ...of, Name: z.literal('$DEFAULT') }),
  version: z.strictObject({ ...of, Qualifier: z.string().regex(/^\d+$/) }),
  provision: z.strictObject({
    ...{ ...of, Qualifier: z.string().regex(/^\d+$/), ProvisionedType: z.literal('Default') },
    VersionProvisionedConcurrencyNum: z.int().positive(),
  }),
  updateAlias: z.strictObject({ ...of, Name: z.literal('$DEFAULT'), FunctionVersion: z.string() }),
  trigger: z.strictObject({ ...of, ...trigger }),
  deleteTrigger: z.strictObject({
    ...{ ...of, ...triggerName, TriggerDesc: z.string().optional(), Qualifier: z.string().optional() },
  }),
  retry: z.strictObject({
    ...of,
    AsyncTriggerConfig: z.strictObject({
      RetryConfig: z.array(z.strictObject({ RetryNum: z.int().min(0).max(2) })).length(1),
      MsgTTL: z.int().positive(),
    }),
  }),
  domain,
  domainName: z.strictObject({ Domain: z.string() }),
  invoke: z.object({
    ...of,
    Qualifier: z.string().default('$LATEST'),
    InvocationType: z.enum(['RequestResponse', 'Event']).default('RequestResponse'),
    ClientContext: z.string().default('{}'),
  }),
} as const;

export type ScfCode = z.output<typeof code>;
export type ScfSettings = z.output<(typeof REQUESTS)['updateConfiguration']>;
export type ScfTrigger = z.output<(typeof REQUESTS)['trigger']>;
export type ScfDomain = z.output<typeof domain>;
export type ScfRetry = z.output<(typeof REQUESTS)['retry']>['AsyncTriggerConfig'];
