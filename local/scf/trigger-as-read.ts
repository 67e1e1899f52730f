import type { ScfTrigger } from './requests.ts';

/** A trigger as the vendor returns it: a timer's rule in an object, a switch as a number, a URL with its addresses. */
export function triggerAsRead({ FunctionName, Namespace, Enable, CustomArgument, ...trigger }: ScfTrigger): object {
  return {
    ...trigger,
    CustomArgument: CustomArgument || null,
    Enable: Enable === 'OPEN' ? 1 : 0,
    TriggerDesc: ruleAsRead(FunctionName, trigger),
  };
}

function ruleAsRead(name: string, { Type, TriggerDesc }: Pick<ScfTrigger, 'Type' | 'TriggerDesc'>): string {
  if (Type === 'timer') return JSON.stringify({ cron: TriggerDesc });
  if (Type === 'cos') return TriggerDesc;
  const rule = JSON.parse(TriggerDesc) as { NetConfig: object };
  return JSON.stringify({ ...rule, NetConfig: { ...rule.NetConfig, ExtranetUrl: `https://${urlHostOf(name)}` } });
}

/** Host of a function's URL, by its trigger's name. */
export const urlHostOf = (functionName: string): string => `1250000000-${functionName}.ap-guangzhou.tencentscf.com`;
