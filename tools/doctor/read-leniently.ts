import { readFileSync } from 'node:fs';
import { readServerlessYml, type ServerlessService } from '../../deploy/manifest/serverless-yml.ts';

/** Variables whose form serverless.yml itself checks, by their paths. */
const CHECKED: Readonly<Record<string, readonly string[]>> = {
  'provider.bucket': ['COS_BUCKET', 'DESK_COS_BUCKET'],
  'provider.publicNetConfig.publicNetStatus': ['PUBLIC_NET'],
  'provider.publicNetConfig.eipConfig.eipStatus': ['FIXED_EGRESS'],
  'provider.publicNetConfig': ['FIXED_EGRESS'],
  'provider.logs.retentionDays': ['LOG_RETENTION_DAYS'],
  'provider.instanceCaps': ['INSTANCE_CAPS'],
};

/**
 * Reads serverless.yml without the variables that it refuses, and tells which those are: a wrong one must not keep the
 * other checks from the rest.
 *
 * @throws Error for a file that is wrong in another way.
 */
export function readLeniently(
  yml: string,
  env: Readonly<Record<string, string | undefined>>,
): { readonly service: ServerlessService; readonly misread: readonly string[] } {
  try {
    return { service: readServerlessYml(yml, env), misread: [] };
  } catch (error) {
    const paths = (error as Error).message.match(/(?<=^ *)[a-z][\w.]+(?=: )/gm) ?? [];
    const text = readFileSync(yml, 'utf8');
    const refused = paths.flatMap((path) => CHECKED[path] ?? []).filter((name) => text.includes(`env:${name},`));
    if (refused.length === 0) throw error;
    const left = Object.fromEntries(Object.entries(env).filter(([name]) => !refused.includes(name)));
    const { service, misread } = readLeniently(yml, left);
    return { service, misread: [...new Set([...refused, ...misread])] };
  }
}
