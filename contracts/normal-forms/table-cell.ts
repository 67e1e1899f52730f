/** What a spreadsheet takes for the beginning of a formula, also in full width and behind what nobody sees. */
const FORMULA = /^(?:[\s\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠]|[\t\r])/u;

/** A phone with the code of its country: a spreadsheet reads a number. */
const PHONE = /^\+\d[\d ]{6,}$/;

/** A text as a cell of a table that people open in a spreadsheet, which must not run it. */
export const tableCell = (text: string): string => (FORMULA.test(text) && !PHONE.test(text) ? `'${text}` : text);
