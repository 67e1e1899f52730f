/** The catalogue of rules, made when it is first asked: most calls of this function need none of it. */
export const rules = () => import('../../shared/domain/rules/pre-check.ts');
