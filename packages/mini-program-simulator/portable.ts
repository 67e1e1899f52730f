import { BUILT_IN_TAGS, CONTROL_TAGS } from './built-in-tags.ts';

/** Syntax of JavaScript that the newer compiler takes in `{{ }}`, and WeChat's older one refuses. */
const NOT_WXML = /\?\?|\?\.|`|=>/;
/** Attributes that only the newer compiler knows. */
const NEW_ATTRIBUTES = /\s(wx:let|let:[\w-]+)\s*=/;
const STRINGS = /'[^']*'|"[^"]*"/g;

/**
 * Refuses WXML that the newer compiler takes and WeChat's older one refuses, ignores or computes to nothing: calls of
 * anything but WXS, operators newer than ES5, unknown tags.
 *
 * @param components the tags that the file's JSON names.
 * @throws Error with file and line.
 */
export function checkPortable(file: string, text: string, components: readonly string[]): void {
  const refuse = (index: number, problem: string): never => {
    throw new Error(`${file}:${lineOf(text, index)} ${problem}`);
  };
  const comments = text.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
  const modules = new Set([...comments.matchAll(/<wxs[^>]*\smodule="(\w+)"/g)].map(([, name]) => name));
  for (const { 0: braces, index } of comments.matchAll(/\{\{[\s\S]*?\}\}/g)) {
    const code = braces.replace(STRINGS, "''");
    if (NOT_WXML.test(code)) refuse(index, `syntax that WXML does not have: ${braces}`);
    const call = [...code.matchAll(/(\w+)(\.\w+)*\s*\(/g)].find(([, name]) => !modules.has(name));
    if (call) refuse(index, `only WXS functions can be called: ${braces}`);
  }
  const known = new Set<string>([...BUILT_IN_TAGS, ...CONTROL_TAGS, ...components]);
  for (const { 1: tag = '', index } of comments.matchAll(/<([a-z][\w-]*)/g))
    if (!known.has(tag)) refuse(index, `neither a built-in tag nor a component of its JSON: <${tag}>`);
  const attribute = NEW_ATTRIBUTES.exec(comments);
  if (attribute) refuse(attribute.index, `an attribute that older versions ignore: ${attribute[1]}`);
}

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;
