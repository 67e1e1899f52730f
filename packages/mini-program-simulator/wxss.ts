import { posix } from 'node:path';
import postcss, { type Rule } from 'postcss';
import { BUILT_IN_TAGS } from './built-in-tags.ts';

/** Selectors and rules that WeChat's compiler refuses, or that old web views do not know. */
const REFUSED_AT_RULES = new Set(['container', 'layer', 'scope', 'property']);
const REFUSED_SELECTORS = /:where\(|:is\(|:has\(|&/;

const TAGS = new RegExp(`(^|[\\s>+~,(])(${BUILT_IN_TAGS.join('|')})(?=$|[\\s>+~,.:)[])`, 'g');
const PAGE = /(^|[\s>+~,])page(?=$|[\s>+~,.:[])/g;
const CLASSES = /\.(-?[_a-zA-Z][\w-]*)/g;

/** Reads a file of the mini program by its path. */
export type ReadFile = (path: string) => string;

/**
 * A WXSS file as CSS: imports in place, `rpx` and `vh` by the phone's variables, built-in tags and `page` by the names of
 * their elements.
 *
 * @param scope of an isolated component: prefix of its class names, and its `:host`.
 * @throws Error about what WeChat's compiler or an old phone would refuse.
 */
export function cssOf(file: string, read: ReadFile, scope?: string): string {
  const root = postcss.parse(read(file), { from: file });
  root.walkAtRules((rule) => {
    if (REFUSED_AT_RULES.has(rule.name)) throw new Error(`${file}: @${rule.name} is not portable WXSS`);
  });
  root.walkRules((rule) => scopeRule(rule, file, scope));
  root.walkAtRules('import', (rule) => {
    const to = rule.params.replace(/^['"]|['"]$/g, '');
    const at = to.startsWith('/') ? to.slice(1) : posix.join(posix.dirname(file), to);
    rule.replaceWith(postcss.parse(cssOf(posix.normalize(at), read, scope)));
  });
  root.walkDecls((declaration) => {
    declaration.value = phoneUnits(declaration.value);
  });
  return root.toString();
}

/** Lengths of a phone: its width is 750rpx, and its bar is no part of its height. */
export const phoneUnits = (value: string): string =>
  value.replace(/(-?[\d.]+)rpx\b/g, 'calc(var(--rpx) * $1)').replace(/(-?[\d.]+)vh\b/g, 'calc(var(--vh) * $1)');

function scopeRule(rule: Rule, file: string, scope: string | undefined): void {
  if (rule.parent?.type === 'atrule' && /keyframes$/.test((rule.parent as postcss.AtRule).name)) return;
  if (rule.parent?.type === 'rule' || REFUSED_SELECTORS.test(rule.selector))
    throw new Error(`${file}: ${rule.selector} is not portable WXSS`);
  const named = rule.selector.replace(TAGS, '$1wx-$2').replace(PAGE, '$1.wx-page').replace(/:root/g, '.wx-page');
  rule.selector =
    scope === undefined
      ? named
      : named
          .replace(CLASSES, (whole, name: string) => (name === 'wx-page' ? whole : `.${scope}--${name}`))
          .replace(/:host/g, `[wx-host="${scope}"]`);
}
