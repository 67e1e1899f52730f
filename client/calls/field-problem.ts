import { ApiError } from '../../contracts/client/api-error.ts';

/** Calls; when one field was refused, the error says what is wrong with it. @throws ApiError */
export const withFieldProblem = <T>(called: Promise<T>): Promise<T> =>
  called.catch((error: unknown) => {
    const [wrong] = (error instanceof ApiError && error.facts.fields) || [];
    throw error instanceof ApiError && wrong ? new ApiError(error.code, wrong.message) : error;
  });
