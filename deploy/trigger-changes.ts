import type { ActualFunction, ActualState, ActualTrigger, CosTriggerElsewhere } from './actual-state.ts';
import { ALIAS, type Call, scf } from './calls.ts';
import { at, type DesiredFunction, type DesiredState, type DesiredTrigger } from './desired-state.ts';
import { isSame } from './is-same.ts';
import { overlaps } from './manifest/serverless-yml.ts';

/**
 * The changes of the triggers of all functions. COS takes one function for each event and prefix of a bucket, so the
 * rules that go are removed before those that come are created, whichever function has them.
 */
export function triggerChanges(actual: ActualState, { functions }: DesiredState): readonly Call[] {
  const wantedOf = (name: string) => functions.find((desiredFunction) => desiredFunction.name === name);
  const gone = actual.functions.flatMap((is) =>
    is.triggers
      // The rest of a function that is no longer wanted goes at the end, after the check.
      .filter((trigger) => (wantedOf(is.name) ? !isKept(trigger, wantedOf(is.name)) : trigger.Type === 'cos'))
      .map((trigger) => deleteTrigger(is.name, trigger)),
  );
  const held = actual.elsewhere;
  return [
    ...gone,
    ...functions.flatMap((wanted) => {
      const is = actual.functions.find(({ name }) => name === wanted.name);
      const free = wanted.triggers.filter((trigger) => !held.some((elsewhere) => isTaken(elsewhere, trigger)));
      return [...retryChange(is, wanted), ...free.flatMap((trigger) => triggerChange(is, wanted.name, trigger))];
    }),
  ];
}

/**
 * The calls that hand COS's events from another stage of the service over to this one, after the check has passed: each
 * of its triggers that overlaps with a wanted one is replaced. An upload in between has no event; `upload-sweep` finds it.
 *
 * @param takeOver name of the stage that gives its triggers up.
 * @throws Error when a stage that isn't named has them.
 */
export function handOver(
  { elsewhere }: ActualState,
  { service, functions }: DesiredState,
  takeOver: string | undefined,
): readonly Call[] {
  return functions.flatMap(({ name, triggers }) =>
    triggers.flatMap((trigger) => {
      const taken = elsewhere.filter((cosTriggerElsewhere) => isTaken(cosTriggerElsewhere, trigger));
      const foreign = taken.find(({ functionName }) => !functionName.startsWith(`${service}-${takeOver}-`));
      if (foreign)
        throw new Error(
          `存储桶里 ${prefixOf(trigger)} 的上传事件已经交给 ${foreign.functionName}，COS 不允许两个函数接收同一前缀。` +
            '如果这个环境要替换那一个，请加 --take-over <那个环境的 STAGE>；如果两个同时使用，请给这个环境设 OBJECT_PREFIX，例如 trial/。',
        );
      if (taken.length === 0) return [];
      return [
        ...taken.map((cosTriggerElsewhere) =>
          deleteTrigger(cosTriggerElsewhere.functionName, cosTriggerElsewhere.trigger),
        ),
        createTrigger(name, trigger),
      ];
    }),
  );
}

const prefixOf = ({ TriggerDesc }: DesiredTrigger): string =>
  (JSON.parse(TriggerDesc) as { filter: { Prefix: string } }).filter.Prefix;

const isTaken = ({ trigger: other }: CosTriggerElsewhere, trigger: DesiredTrigger): boolean =>
  trigger.Type === 'cos' && overlaps(cosRuleOf(other), cosRuleOf(trigger));

/** The rule of a COS trigger, whose name is its bucket's host. */
function cosRuleOf({ TriggerName, TriggerDesc }: Pick<DesiredTrigger, 'TriggerName' | 'TriggerDesc'>) {
  type Rule = { event: string; filter?: { Prefix?: string | null; Suffix?: string | null } };
  const { event, filter } = JSON.parse(TriggerDesc) as Rule;
  return { bucket: TriggerName, events: event, prefix: filter?.Prefix ?? '', suffix: filter?.Suffix ?? '' };
}

const retryChange = (is: ActualFunction | undefined, { name, retry }: DesiredFunction): readonly Call[] =>
  retry && !isSame(retry, is?.retry)
    ? [scf('UpdateFunctionEventInvokeConfig', { ...at(name), AsyncTriggerConfig: retry })]
    : [];

function triggerChange(is: ActualFunction | undefined, name: string, trigger: DesiredTrigger): readonly Call[] {
  const before = is?.triggers.find((actualTrigger) => isSameTrigger(actualTrigger, trigger));
  if (!before) return [createTrigger(name, trigger)];
  return isLike(before, trigger) ? [] : [scf('UpdateTrigger', { ...at(name), Qualifier: ALIAS, ...trigger })];
}

const isKept = (is: ActualTrigger, wanted: DesiredFunction | undefined): boolean =>
  (wanted?.triggers ?? []).some((trigger) => isSameTrigger(is, trigger));

/** COS triggers of the same bucket are the same only when their rules are. */
const isSameTrigger = (is: ActualTrigger, wanted: DesiredTrigger): boolean =>
  is.Type === wanted.Type && is.TriggerName === wanted.TriggerName && (is.Type !== 'cos' || isLike(is, wanted));

const createTrigger = (name: string, trigger: DesiredTrigger): Call =>
  scf('CreateTrigger', { ...at(name), Qualifier: ALIAS, ...trigger });

export const deleteTrigger = (name: string, { Type, TriggerName, TriggerDesc, Qualifier }: ActualTrigger): Call =>
  // Several COS triggers may share the bucket's name; the rule tells them apart.
  scf('DeleteTrigger', { ...at(name), Type, TriggerName, Qualifier, ...(Type === 'cos' ? { TriggerDesc } : {}) });

function isLike(is: ActualTrigger, wanted: DesiredTrigger): boolean {
  const opened = is.Enable === 1 ? 'OPEN' : 'CLOSE';
  if (opened !== wanted.Enable || (is.CustomArgument ?? '') !== (wanted.CustomArgument ?? '')) return false;
  const text: unknown = JSON.parse(is.TriggerDesc);
  // A timer's rule is written bare and returned in an object.
  const rule = wanted.Type === 'timer' ? { cron: wanted.TriggerDesc } : (JSON.parse(wanted.TriggerDesc) as unknown);
  return isSame(rule, text);
}
