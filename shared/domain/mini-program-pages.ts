/** Pages of the mini program that codes and messages open: paths of its `app.json`. */
export const MINI_PROGRAM_PAGES = {
  /** Opened by the code of an eligibility check; its scene is the ticket. */
  checkedFiling: 'pages/eligibility/index',
  /** Opened by the code of a web sign-in; its scene is the ticket. */
  signIn: 'pages/sign-in/index',
  /** Opened by a subscribe message, with `filingId`. */
  progress: 'pages/progress/index',
} as const;
