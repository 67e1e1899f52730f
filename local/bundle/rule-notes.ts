const NOTE = /^ +(?:when:\s+(?:'[^'\n]*'|"[^"\n]*")|source:\s+\[[^\]]*\]),\n/gm;

/**
 * The text of a file of rules without what only the page of all rules says of them: when one speaks, and where it stands. They are 18 KB
 * of a bundle, which no function reads.
 */
export const withoutNotes = (text: string): string => text.replace(NOTE, '');
