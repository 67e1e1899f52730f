import type { Cloud } from '../../deploy/cloud.ts';
import type { ServerlessService } from '../../deploy/manifest/serverless-yml.ts';
import { type Outcome, trouble } from './outcome.ts';
import { troubleOf } from './trouble-of.ts';

/** The account that the keys belong to. */
export interface Account {
  readonly uin: string;
  /** UIN of the main account. */
  readonly ownerUin: string;
  readonly appId: string;
}

/** What the platform says of a function's network and log. */
export interface DeployedFunction {
  readonly publicNet: string | undefined;
  /** The fixed addresses from which it calls others. */
  readonly addresses: readonly string[];
  readonly logTopic: string | undefined;
}

/** What a service's operator calls its settings. */
export interface ServiceNames {
  readonly bucket: string;
  readonly domain: string;
  readonly certificate: string;
  readonly workingUrl: string;
  readonly migrationUrl: string;
  /** Where its roles of the database are told. */
  readonly roles: string;
  /** In the printed commands, behind them. */
  readonly option: string;
  /** A function that calls others over the internet. */
  readonly caller: string;
}

/** What the checks look at. */
export interface Grounds {
  readonly names: ServiceNames;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** serverless.yml with this environment, without the variables that it refuses. */
  readonly service: ServerlessService;
  /** The variables that serverless.yml refuses. */
  readonly misread: readonly string[];
  readonly cloud: Cloud;
  /** Asked once for all checks. @throws Waits when the keys don't work, which is trouble of `keys` alone. */
  readonly account: () => Promise<Account>;
  /** The same. @throws the SDK's error, or CannotCheck without keys. */
  readonly ownAccount: () => Promise<Account>;
  /** The function `names.caller` as it is deployed; undefined before the deployment. Asked once. */
  readonly deployed: () => Promise<DeployedFunction | undefined>;
  readonly now: () => Date;
}

export interface Check {
  /** For `--json`. */
  readonly id: string;
  readonly title: string;
  /** An error is trouble of this check alone. */
  readonly run: (grounds: Grounds) => Promise<Outcome>;
}

/** Writes a check. */
export const check = (id: string, title: string, run: Check['run']): Check => ({ id, title, run });

export interface Finding extends Outcome {
  readonly check: string;
  readonly title: string;
}

/** Longest time of one check: nothing that hangs stops the next one. */
const CHECK_MS = 60_000;

/** Makes all checks, one after the other. */
export async function runChecks(
  checks: readonly Check[],
  grounds: Grounds,
  onFinding: (finding: Finding) => void = () => {},
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { id, title, run } of checks) {
    const outcome = await withinTime(() => run(grounds)).catch(troubleOf);
    const finding = { check: id, title, ...outcome };
    findings.push(finding);
    onFinding(finding);
  }
  return findings;
}

async function withinTime(run: () => Promise<Outcome>): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    const found = `${CHECK_MS / 1000} 秒没有结果`;
    timer = setTimeout(() => resolve(trouble(found, '检查网络和代理后再运行一次。')), CHECK_MS);
  });
  try {
    return await Promise.race([run(), late]);
  } finally {
    clearTimeout(timer);
  }
}
