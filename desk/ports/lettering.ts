/** A line of text as an outline. */
export interface LetteredText {
  /** As the `d` of an SVG path: y goes down, the line begins at 0 and stands between 0 and 1000. */
  readonly path: string;
  /** In thousandths of the letters' size. */
  readonly width: number;
}

/** Letters as outlines, for machines without fonts. */
export interface Lettering {
  /** Whether there is a letter for each sign of a text. */
  canDraw(text: string): boolean;
  /** The outline of a text that can be drawn; other signs are empty boxes. */
  outlineOf(text: string): LetteredText;
}
