/**
 * 统一社会信用代码, 18 characters: registering department, kind of organization, division of the registry (6), organization
 * code (9), check character.
 *
 * Sources: GB 32100-2015 for the code, GB 11714-1997 for the organization code inside. All of about 280 real numbers
 * pass both checks, but the standard does not guarantee the second, so its failure is only a warning (FD-03).
 */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const FORMAT = new RegExp(`^[${ALPHABET}]{18}$`);
/** 3^i mod 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The first problem of a code in normal form, or undefined. */
export function creditCodeProblem(code: string): 'format' | 'check-digit' | undefined {
  if (!FORMAT.test(code)) return 'format';
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(code.charAt(i)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31) === code.charAt(17) ? undefined : 'check-digit';
}

/** Whether the check digit of the organization code inside is right. Expects a code of the right format. */
export function organizationCodeIsSound(code: string): boolean {
  const sum = ORGANIZATION_WEIGHTS.reduce(
    (total, weight, i) => total + weight * Number.parseInt(code.charAt(8 + i), 36),
    0,
  );
  const check = 11 - (sum % 11);
  return code.charAt(16) === (check === 10 ? 'X' : String(check % 11));
}

/** `91` 企业, `92` 个体工商户, `93` 农民专业合作社; others are not enterprises. */
export const organizationKind = (code: string): string => code.slice(0, 2);

/** GB/T 2260 code of the registry, kept when the enterprise moves; `100000` is the national one. */
export const registryDivision = (code: string): string => code.slice(2, 8);

/**
 * Whether it is a 15-digit registration number or an organization code from before 2015, only used to find an old
 * record (FD-06).
 */
export const isOldCertificateNumber = (number: string): boolean => /^(\d{15}|[0-9A-Z]{8}-?[0-9X])$/.test(number);
