/** Effects of cameras and hands, in the syntax of FFmpeg's `-vf`. Frames are counted by `in`, fifteen per second. */

/** Sensor noise, 0 to 255 in both directions, new in every frame. */
export const noisy = (strength: number, seed: number): string => `noise=alls=${strength}:allf=t:all_seed=${seed}`;

/** Less light, as a share of the original. */
export const dimmed = (share: number): string => `lutrgb=r=val*${share}:g=val*${share}:b=val*${share}`;

/** Out of focus, by the standard deviation in pixels. */
export const unfocused = (sigma: number): string => `gblur=sigma=${sigma}`;

/** The first frame repeated. */
export const heldStill = (frames: number): string => `loop=loop=${frames - 1}:size=1`;

/** The camera comes nearer and sways. @param zoom at the end, after six seconds */
export function panAndZoom(zoom: number): string {
  const [across, along] = ['8*sin(in/15)', '5*cos(1.3*in/15)'];
  const inset = `0.5*(1-1/(1+${zoom - 1}*in/90))`;
  const corner = (x: number, y: number, number: number) =>
    `x${number}='W*(${x}+${1 - 2 * x}*${inset})+${across}':y${number}='H*(${y}+${1 - 2 * y}*${inset})+${along}'`;
  return perspective(corner, 'source');
}

/** A print in front of a wall, swung about its vertical axis. @param degrees to each side */
export function swung(degrees: number): string {
  const angle = `${((degrees * Math.PI) / 180).toFixed(4)}*sin(1.6*in/15)`;
  const corner = (x: number, y: number, number: number) => {
    const side = 2 * x - 1;
    // A camera at a distance of 2.2 widths sees the nearer side larger.
    const scale = `1/(1-${side}*0.227*sin(${angle}))`;
    const sway = '0.03*W*sin(2.7*in/15)';
    return `x${number}='W/2+${side}*W/2*cos(${angle})*${scale}+${sway}':y${number}='H/2+${2 * y - 1}*H/2*${scale}'`;
  };
  const print = 'scale=iw*0.84:ih*0.84,pad=iw/0.84:ih/0.84:(ow-iw)/2:(oh-ih)/2:color=0xc8c3be';
  return `${print},${perspective(corner, 'destination')}`;
}

/** @param corner of the unit square, and its number in the filter's order. */
function perspective(
  corner: (x: number, y: number, number: number) => string,
  sense: 'source' | 'destination',
): string {
  const corners = [corner(0, 0, 0), corner(1, 0, 1), corner(0, 1, 2), corner(1, 1, 3)].join(':');
  return `perspective=${corners}:interpolation=cubic:sense=${sense}:eval=frame`;
}
