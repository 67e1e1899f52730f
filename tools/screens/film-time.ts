import { FILM_SECONDS, MARK } from 'specimens/camera-film.ts';

/**
 * An expression for a page whose camera shows the film: whether the film has come to a moment.
 *
 * @param video selector of the element with the camera's picture.
 * @param moment condition on `seconds`, the film's time, which is read from the mark in the picture's corner.
 */
export function filmIsAt(video: string, moment: string): string {
  const { side, darkest, brightest } = MARK;
  return `(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = ${side};
    const context = canvas.getContext('2d');
    context.drawImage(document.querySelector('${video}'), 0, 0, ${side}, ${side}, 0, 0, ${side}, ${side});
    const [luma] = context.getImageData(${side / 2}, ${side / 2}, 1, 1).data;
    const seconds = (${FILM_SECONDS} * (luma - ${darkest})) / ${brightest - darkest};
    return ${moment};
  })()`;
}
