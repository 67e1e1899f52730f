import type { SeenLine } from '../../../shared/domain/media/places.ts';

/** A line of print whose characters are 20 pixels high. @param width of a character in pixels */
export const printLine = (text: string, x: number, y: number, width = 20): SeenLine =>
  [...text].map((character, index) => {
    const [left, right] = [x + width * index, x + width * index + width];
    return {
      text: character,
      place: [
        [left, y],
        [right, y],
        [right, y + 20],
        [left, y + 20],
      ],
    } as const;
  });
