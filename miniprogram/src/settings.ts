import type { OperatorContact } from '../../client/account/operator-contact.ts';

declare const __SETTINGS__: {
  readonly api: string;
  readonly templates: readonly string[];
  readonly offersPhoneNumber: boolean;
  readonly contact?: OperatorContact;
};

/** What the deployment decides; the build fills it in (deploy/bundle/build-mini-program.ts). */
export const SETTINGS = __SETTINGS__;
