/**
 * The built-in tags that the simulator draws. WXML with any other tag that its JSON does not name as a component is
 * refused: on a phone it would be an empty box. Their elements are called `wx-view` and so on.
 */
export const BUILT_IN_TAGS = [
  'view',
  'text',
  'image',
  'video',
  'progress',
  'button',
  'input',
  'textarea',
  'label',
  'checkbox',
  'checkbox-group',
  'radio',
  'radio-group',
  'switch',
  'picker',
  'scroll-view',
  'camera',
] as const;

export type BuiltInTag = (typeof BUILT_IN_TAGS)[number];

/** Tags of WXML that are no elements. */
export const CONTROL_TAGS = ['block', 'template', 'import', 'include', 'slot', 'wxs'] as const;
