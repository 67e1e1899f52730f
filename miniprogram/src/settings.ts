declare const __SETTINGS__: {
  readonly api: string;
  readonly templates: readonly string[];
  readonly offersPhoneNumber: boolean;
};

/** What the deployment decides; the build fills it in (deploy/bundle/build-mini-program.ts). */
export const SETTINGS = __SETTINGS__;
