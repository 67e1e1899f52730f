/** How a requirement of OWASP ASVS is met here, or why not. */
export type Answer =
  | { readonly by: 'test'; readonly here: string; readonly path: string; readonly sentence: string }
  | { readonly by: 'decision'; readonly here: string; readonly page: string }
  | { readonly by: 'open'; readonly here: string; readonly missing: string }
  | { readonly by: 'not-applicable'; readonly because: string };

/** A chapter of the standard. */
export interface Chapter {
  readonly id: `V${number}`;
  readonly title: string;
  /** By requirement (`V1.2.3`); what does not apply as a whole also by section (`V1.2`) or chapter (`V1`). */
  readonly answers: Readonly<Record<string, Answer>>;
}

/** A test shows it. @param sentence a part of the test's name that no other test of the file has. */
export const tested = (here: string, path: string, sentence: string): Answer => ({ by: 'test', here, path, sentence });

/** A page says it: why it is so, or what the operator does. @param page path in the project, with the heading's anchor. */
export const decided = (here: string, page: string): Answer => ({ by: 'decision', here, page });

/** It is not met. */
export const open = (here: string, missing: string): Answer => ({ by: 'open', here, missing });

/** There is nothing here that it could be about. */
export const notApplicable = (because: string): Answer => ({ by: 'not-applicable', because });
