import { type CloudActions, CloudApiError } from 'tencent-stand-in/cloud-action.ts';
import type { CosTrigger } from 'tencent-stand-in/cos-events.ts';
import * as z from 'zod/mini';
import type { TimerTrigger } from '../../deploy/manifest/serverless-yml.ts';
import { functionOf, type ScfFunction, type ScfFunctions } from './functions.ts';
import { refusingWith } from './recorded-actions.ts';
import { REQUESTS, type ScfDomain, type ScfTrigger } from './requests.ts';
import { triggerAsRead } from './trigger-as-read.ts';

export interface TriggerActionSettings {
  readonly functions: ScfFunctions;
  readonly domains: Map<string, ScfDomain>;
  /** Ids of the account's certificates. */
  readonly certificates: readonly string[];
  /** Called after each change of a function's triggers. */
  readonly onChange: () => void;
}

/** Triggers, retry settings and custom domains. */
export function triggerActions({ functions, domains, certificates, onChange }: TriggerActionSettings): CloudActions {
  const on = refusingWith('InvalidParameter');
  const setTriggers = (is: ScfFunction, triggers: ScfTrigger[]) => {
    is.triggers = triggers;
    onChange();
  };
  /** A custom domain needs a certificate of the account, and may route only to functions that have a URL. */
  const checkDomain = ({ EndpointsConfig, CertConfig }: ScfDomain) => {
    if (!certificates.includes(CertConfig.CertificateId))
      throw new CloudApiError('InvalidParameterValue', `no certificate ${CertConfig.CertificateId}`);
    for (const endpoint of EndpointsConfig)
      if (!functionOf(functions, endpoint).triggers.some(({ Type }) => Type === 'http'))
        throw new CloudApiError('InvalidParameterValue.EndpointsConfig', `${endpoint.FunctionName} has no URL`);
  };
  return {
    GetFunctionEventInvokeConfig: on(REQUESTS.function, (request) => ({
      AsyncTriggerConfig: functionOf(functions, request).retry,
    })),
    UpdateFunctionEventInvokeConfig: on(REQUESTS.retry, (request) => {
      functionOf(functions, request).retry = request.AsyncTriggerConfig;
    }),
    ListTriggers: on(REQUESTS.listOf, (request) => ({
      Triggers: functionOf(functions, request).triggers.map(triggerAsRead),
    })),
    CreateTrigger: on(REQUESTS.trigger, (request) => {
      const is = functionOf(functions, request);
      if (is.triggers.some((other) => isSame(other, request)))
        throw new CloudApiError('ResourceInUse.Trigger', 'exists');
      checkRule(request);
      requireRoom(functions, is, request);
      return setTriggers(is, [...is.triggers, request]);
    }),
    UpdateTrigger: on(REQUESTS.trigger, (request) => {
      const is = functionOf(functions, request);
      if (!is.triggers.some((other) => isSame(other, request)))
        throw new CloudApiError('ResourceNotFound.Trigger', 'no such trigger');
      if (request.Type === 'cos') throw new CloudApiError('UnsupportedOperation.Trigger', 'not of this type');
      checkRule(request);
      return setTriggers(
        is,
        is.triggers.map((other) => (isSame(other, request) ? request : other)),
      );
    }),
    DeleteTrigger: on(REQUESTS.deleteTrigger, (request) => {
      const is = functionOf(functions, request);
      const found = is.triggers.find((other) =>
        isSame(other, { ...other, ...request, TriggerDesc: request.TriggerDesc ?? other.TriggerDesc } as ScfTrigger),
      );
      if (!found) throw new CloudApiError('ResourceNotFound.Trigger', 'no such trigger');
      return setTriggers(
        is,
        is.triggers.filter((other) => other !== found),
      );
    }),
    GetCustomDomain: on(REQUESTS.domainName, ({ Domain }) => domainOf(domains, Domain)),
    CreateCustomDomain: on(REQUESTS.domain, (request) => {
      if (domains.has(request.Domain)) throw new CloudApiError('ResourceInUse.CustomDomain', 'exists already');
      checkDomain(request);
      domains.set(request.Domain, request);
    }),
    UpdateCustomDomain: on(REQUESTS.domain, (request) => {
      domainOf(domains, request.Domain);
      checkDomain(request);
      domains.set(request.Domain, request);
    }),
    DeleteCustomDomain: on(REQUESTS.domainName, ({ Domain }) => {
      domainOf(domains, Domain);
      domains.delete(Domain);
    }),
  };
}

function domainOf(domains: ReadonlyMap<string, ScfDomain>, name: string): ScfDomain {
  const found = domains.get(name);
  if (!found) throw new CloudApiError('ResourceNotFound.CustomDomain', 'no such domain');
  return found;
}

/** Triggers of one bucket share a name; their rules tell them apart. */
const isSame = (first: ScfTrigger, second: ScfTrigger): boolean =>
  first.Type === second.Type &&
  first.TriggerName === second.TriggerName &&
  (first.Type !== 'cos' || first.TriggerDesc === second.TriggerDesc);

function checkRule({ Type, TriggerDesc }: ScfTrigger): void {
  const isRight = Type === 'timer' ? /^\S+( \S+){6}$/.test(TriggerDesc) : /^\{\S*\}$/.test(TriggerDesc);
  if (!isRight) throw new CloudApiError('InvalidParameterValue.TriggerDesc', 'JSON without spaces, or seven fields.');
}

/** Triggers of one type and function, and COS triggers of one bucket. Source: SCF quotas (583/11637). */
const MAX_TRIGGERS = 10;

/** COS sends an event to one function only. Source: SCF, trigger configuration; COS trigger (583/9707). */
function requireRoom(functions: ScfFunctions, is: ScfFunction, request: ScfTrigger): void {
  if (is.triggers.filter(({ Type }) => Type === request.Type).length >= MAX_TRIGGERS)
    throw new CloudApiError('LimitExceeded.Trigger', `a function has at most ${MAX_TRIGGERS} triggers of a type`);
  if (request.Type !== 'cos') return;
  const all = [...functions.values()].flatMap(({ triggers }) => triggers);
  const onBucket = all.filter(({ Type, TriggerName }) => Type === 'cos' && TriggerName === request.TriggerName);
  if (onBucket.length >= MAX_TRIGGERS)
    throw new CloudApiError('LimitExceeded.Trigger', `a bucket has at most ${MAX_TRIGGERS} triggers`);
  const clash = onBucket.find((other) => isAmbiguous(other, request));
  if (clash) throw new CloudApiError('ResourceInUse.Cos', `its rule overlaps with one of ${clash.FunctionName}`);
}

/** Whether some event of some key matches both rules. */
function isAmbiguous(first: ScfTrigger, second: ScfTrigger): boolean {
  const [a, b] = [first, second].map(({ TriggerDesc }) => cosRule.parse(JSON.parse(TriggerDesc)));
  if (!a || !b) return false;
  const kindOf = (event: string) => event.split(':').slice(0, 2).join(':');
  const isSameEvent =
    a.event === b.event || (kindOf(a.event) === kindOf(b.event) && `${a.event}${b.event}`.includes('*'));
  const nested = (x: string, y: string) => x.startsWith(y) || y.startsWith(x);
  const reversed = (text: string) => [...text].reverse().join('');
  return (
    isSameEvent &&
    nested(a.filter.Prefix, b.filter.Prefix) &&
    nested(reversed(a.filter.Suffix), reversed(b.filter.Suffix))
  );
}

const cosRule = z.object({ event: z.string(), filter: z.object({ Prefix: z.string(), Suffix: z.string() }) });
const urlRule = z.object({
  NetConfig: z.object({ EnableExtranet: z.boolean() }),
  CorsConfig: z.object({
    Enable: z.boolean(),
    Credentials: z.boolean(),
    MaxAge: z.number(),
    Origins: z.array(z.string()),
    Methods: z.array(z.string()),
    Headers: z.array(z.string()),
    ExposeHeaders: z.array(z.string()),
  }),
});

/** The function, and the version or alias, that a trigger calls. */
interface Target {
  readonly functionName: string;
  readonly qualifier: string;
}

const opened = (functions: ScfFunctions, type: ScfTrigger['Type']): readonly ScfTrigger[] =>
  [...functions.values()].flatMap(({ triggers }) =>
    triggers.filter(({ Type, Enable }) => Type === type && Enable === 'OPEN'),
  );

const targetOf = ({ FunctionName, Qualifier }: { FunctionName: string; Qualifier: string }): Target => ({
  functionName: FunctionName,
  qualifier: Qualifier,
});

/** The enabled COS triggers. */
export const cosTriggersOf = (functions: ScfFunctions): readonly (CosTrigger & Target)[] =>
  opened(functions, 'cos').map((trigger) => {
    const { event, filter } = cosRule.parse(JSON.parse(trigger.TriggerDesc));
    const bucket = trigger.TriggerName.split('.')[0] ?? '';
    return { ...targetOf(trigger), bucket, prefix: filter.Prefix, suffix: filter.Suffix, events: [event] };
  });

/** The enabled timers. */
export const timersOf = (functions: ScfFunctions): readonly (TimerTrigger & Target)[] =>
  opened(functions, 'timer').map((trigger) => ({
    ...targetOf(trigger),
    name: trigger.TriggerName,
    cronExpression: trigger.TriggerDesc,
    enable: true,
    argument: trigger.CustomArgument,
  }));

/** The enabled function URLs that are open to the internet. */
export const urlsOf = (functions: ScfFunctions) =>
  opened(functions, 'http').flatMap((trigger) => {
    const { NetConfig, CorsConfig: is } = urlRule.parse(JSON.parse(trigger.TriggerDesc));
    const cors = {
      enable: is.Enable,
      origins: is.Origins,
      methods: is.Methods,
      headers: is.Headers,
      exposeHeaders: is.ExposeHeaders,
      credentials: is.Credentials,
      maxAge: is.MaxAge,
    };
    return NetConfig.EnableExtranet ? [{ ...targetOf(trigger), cors }] : [];
  });
