import { type ActualState, NOTHING, readActualState } from './actual-state.ts';
import { type Call, scf } from './calls.ts';
import { changesBetween, domainBody, removalOf, smokeCheck } from './changes.ts';
import type { DesiredState } from './desired-state.ts';
import { CallFailed, type RunSettings, runCalls } from './run-calls.ts';
import { rollbackOf } from './version-changes.ts';

/** The calls of a first deployment into an empty account. Makes no requests. */
export const planFromNothing = (desired: DesiredState): readonly Call[] => changesBetween(NOTHING, desired);

/** The calls that a deployment would make now. Only reads. */
export const planFromNow = async (
  desired: DesiredState,
  { cloud }: RunSettings,
  takeOver?: string,
): Promise<readonly Call[]> => changesBetween(await readActualState(desired, cloud), desired, takeOver);

/**
 * Brings the account to the desired state, and checks it, also when nothing had to change. When the check fails, traffic
 * moves back to the previous versions.
 *
 * @param takeOver name of the stage whose COS triggers this one takes over.
 * @returns the calls that were made; none when everything was as desired.
 * @throws CallFailed for the first call that fails.
 */
export async function deploy(
  desired: DesiredState,
  settings: RunSettings,
  takeOver?: string,
): Promise<readonly Call[]> {
  const actual = await readActualState(desired, settings.cloud);
  const calls = changesBetween(actual, desired, takeOver);
  // Also where nothing changes: what was deployed may have stopped working.
  const withCheck = calls.length === 0 && desired.smoke ? [smokeCheck(desired.smoke)] : calls;
  try {
    await runCalls(withCheck, settings);
  } catch (error) {
    if (error instanceof CallFailed && error.call.action === 'Invoke') await rollBack(actual, error.done, settings);
    throw error;
  }
  return calls;
}

async function rollBack(actual: ActualState, done: readonly Call[], settings: RunSettings): Promise<void> {
  const back = rollbackOf(actual, done);
  const isFirst = done.some(({ action }) => action === 'CreateFunction');
  if (back.length > 0) settings.log('检查没有通过，退回之前的版本：');
  else settings.log(`检查没有通过；${isFirst ? '这是第一次部署，没有之前的版本可退回' : '版本没有改动，不用退回'}。`);
  await runCalls(back, settings);
}

/**
 * Removes everything of the service and stage except bucket, database and logs. The domain's ways to it go first, so that it
 * never routes to a removed function; those to another stage stay, and without any the domain itself goes.
 */
export async function remove(
  desired: Pick<DesiredState, 'service' | 'prefix' | 'bucket' | 'domain'>,
  settings: RunSettings,
): Promise<readonly Call[]> {
  const actual = await readActualState({ ...desired, bucket: undefined, logs: undefined }, settings.cloud);
  const calls = [...waysRemoved(actual, desired), ...removalOf(actual)];
  await runCalls(calls, settings);
  return calls;
}

function waysRemoved({ domain }: ActualState, desired: Pick<DesiredState, 'prefix' | 'domain'>): readonly Call[] {
  if (!domain || !desired.domain) return [];
  const { name } = desired.domain;
  const others = domain.endpoints.filter(({ FunctionName }) => !FunctionName.startsWith(desired.prefix));
  if (others.length === 0) return [scf('DeleteCustomDomain', { Domain: name })];
  if (others.length === domain.endpoints.length) return [];
  return [scf('UpdateCustomDomain', domainBody({ name, certificateId: domain.certificateId, endpoints: others }))];
}
