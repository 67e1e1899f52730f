import type packageJson from '../package.json' with { type: 'json' };

/** Usage of each command of package.json. */
export const USAGES: Readonly<Record<keyof typeof packageJson.scripts, string>>;
