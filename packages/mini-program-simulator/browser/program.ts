import type { PhoneSettings } from '../phone-settings.ts';

/** A page's or component's JSON. */
export interface Config {
  readonly component?: boolean;
  readonly navigationBarTitleText?: string;
  readonly usingComponents: Readonly<Record<string, string>>;
}

/** A module of the mini program as a function; see GIVEN in compile.ts for what it gets. */
export type Module = (...given: readonly unknown[]) => void;

/** The compiled mini program (compile.ts), and the phone's settings. */
export interface Program {
  readonly app: {
    readonly pages: readonly string[];
    readonly window?: { readonly navigationBarTitleText?: string };
    readonly __usePrivacyCheck__?: boolean;
  };
  readonly configs: Readonly<Record<string, Config>>;
  readonly scopes: Readonly<Record<string, string>>;
  readonly styles: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, unknown>>;
  readonly modules: Readonly<Record<string, Module>>;
}

const given = globalThis as unknown as { __miniProgram: Program; __phoneSettings: PhoneSettings };
export const program = given.__miniProgram;
export const settings = given.__phoneSettings;

const asked = new URLSearchParams(location.search);

/**
 * What a test or a link asks of the phone: `page` with its query, `person` who holds it, `number` of its SIM card,
 * `fontScale` of 关怀模式, `refuse` the scopes that its owner has refused in the settings.
 */
export const query = {
  page: asked.get('page') ?? '',
  person: asked.get('person') ?? '演示用户',
  number: asked.get('number') ?? settings.number ?? '',
  fontScale: Number(asked.get('fontScale') ?? 1),
  refused: (asked.get('refuse') ?? '').split(',').filter(Boolean),
};
