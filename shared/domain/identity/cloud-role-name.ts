/**
 * The name that the role must have by which a person lets us see their cloud account. With one name for all, our
 * functions have the right to assume it and no other role.
 */
export const CLOUD_ROLE_NAME = 'icp-filing';
