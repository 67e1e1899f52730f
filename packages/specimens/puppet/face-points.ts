/** FaceMesh point numbers that the puppet moves. Lids and lips run from the subject's right to their left. */

export const EYES = [
  { upper: [246, 161, 160, 159, 158, 157, 173], lower: [7, 163, 144, 145, 153, 154, 155] },
  { upper: [398, 384, 385, 386, 387, 388, 466], lower: [382, 381, 380, 374, 373, 390, 249] },
] as const;

/** Edges of the mouth's opening. */
export const INNER_LIPS: { readonly upper: readonly number[]; readonly lower: readonly number[] } = {
  upper: [191, 80, 81, 82, 13, 312, 311, 310, 415],
  lower: [95, 88, 178, 87, 14, 317, 402, 318, 324],
};

/** Lower lip and chin, which move down with the jaw. */
// biome-ignore format: one list
export const JAW: readonly number[] = [
  146, 91, 181, 84, 17, 314, 405, 321, 375, 77, 90, 180, 85, 16, 315, 404, 320, 307, 96, 89, 179, 86, 15, 316, 403, 319, 325, 199, 200,
  175, 152, 148, 377, 18, 83, 313, 194, 418, 201, 421, 208, 428, 171, 396, 176, 400, 140, 369, 32, 262, 182, 406, 106, 335, 204, 424,
  202, 422, 211, 431, 170, 395, 169, 394, 150, 379, 149, 378, 136, 365,
];

export const FACE = { forehead: 10, chin: 152, rightEdge: 234, leftEdge: 454, lowerLip: 14, nose: 4 } as const;
