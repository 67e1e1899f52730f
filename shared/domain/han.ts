/** Whether a text has nothing but Chinese characters, one at least. */
export const isHan = (text: string): boolean => /^[\p{Script=Han}]+$/u.test(text);
