/** A person whom the provider knows. All are invented. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Whether they have set an authenticator up; without one the password is enough here, and the provider says so. */
  readonly hasAuthenticator: boolean;
  /** They can't sign in, and what they have of tokens is void. */
  readonly isDisabled: boolean;
}

const person = (id: string, name: string, ...roles: readonly string[]): Person => ({
  id,
  name,
  roles,
  hasAuthenticator: true,
  isDisabled: false,
});

/** The people of a fresh laptop. */
export const STAFF: readonly Person[] = [
  person('lin-yue', '林越', 'reviewer'),
  person('he-miao', '何淼', 'reviewer'),
  person('zhou-lan', '周岚', 'lead'),
  person('jiang-ping', '江平', 'lead', 'reviewer'),
  person('qin-su', '秦溯', 'auditor'),
  person('tang-bo', '唐泊', 'authority-desk'),
  person('shen-an', '沈安', 'operator-admin'),
  person('lu-qi', '陆齐', 'support'),
  person('bai-yi', '白一'),
  { ...person('wu-shuang', '吴双', 'reviewer'), hasAuthenticator: false },
];

/** People who are a program: `automatic-1` and so on, each a lead. @param count of them. */
export const automaticStaff = (count: number): readonly Person[] =>
  Array.from({ length: count }, (_, index) => person(`automatic-${index + 1}`, `自动办理 ${index + 1}`, 'lead'));

/** Hands in to the authority beside them. */
export const AUTOMATIC_CLERK: Person = person('automatic-clerk', '自动报送', 'authority-desk');

/** Everybody's on the laptop. */
export const PASSWORD = 'desk-laptop';
