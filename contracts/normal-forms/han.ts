/** Whether a text consists of one or more Chinese characters. */
export const isHan = (text: string): boolean => /^[\p{Script=Han}]+$/u.test(text);
