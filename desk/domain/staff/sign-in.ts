import { ROLES, type Role } from '../../../contracts/desk/rights.ts';

/** How the identity provider says that a person has signed in (OpenID Connect Core, section 2). */
export interface Authentication {
  /** The class of the sign-in, in the provider's own words. */
  readonly acr: string | undefined;
  /** Its methods, such as `pwd`, `otp`, `mfa` (RFC 8176). */
  readonly amr: readonly string[];
}

/** Which of the provider's words mean that there was a second factor; one of them is enough. */
export type SecondFactorRule = Readonly<Record<'acr' | 'amr', readonly string[]>>;

/** Which values of the provider's claim mean which role. */
export type RoleMap = readonly (readonly [value: string, role: Role])[];

/** `amr=mfa,acr=…`: as operators write the rule. */
export function secondFactorRule(text: string): SecondFactorRule {
  const entries = text.split(',').map((entry) => entry.split(/=(.*)/s));
  const of = (wanted: string) => entries.flatMap(([name, value = '']) => (name === wanted ? [value] : []));
  return { acr: of('acr'), amr: of('amr') };
}

/** `lead=icp-leads,…`: as operators write it; without it, the provider's values are the names of the roles. */
export const roleMap = (text: string | undefined): RoleMap =>
  text === undefined
    ? ROLES.map((role) => [role, role])
    : text.split(',').map((entry) => {
        const [role = '', value = ''] = entry.split(/=(.*)/s);
        return [value, role as Role];
      });

/** Whether a sign-in had a second factor. Nothing said is none. */
export const hasSecondFactor = ({ acr, amr }: Authentication, rule: SecondFactorRule): boolean =>
  (acr !== undefined && rule.acr.includes(acr)) || amr.some((method) => rule.amr.includes(method));

/** The roles of a person by what their claim says; empty for somebody who does not work at the desk. */
export function rolesIn(claim: unknown, map: RoleMap): readonly Role[] {
  const values = Array.isArray(claim) ? claim : [claim];
  return ROLES.filter((role) => map.some(([value, mapped]) => mapped === role && values.includes(value)));
}

/** A try to sign in is over after this time. */
export const TRY_SECONDS = 10 * 60;

/** After so many refused sign-ins of one person from one network, both together are locked until the time is over. */
export const REFUSED_SIGN_INS = { times: 10, seconds: 10 * 60 } as const;
