export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Pixels that are left between a shape that is placed and those that are there. */
const GAP = 30;

/**
 * Where a shape lies on no other: at the middle that was thought of, or as far below it as needed.
 *
 * @returns the middle of the shape.
 */
export function freePlace(
  wanted: { x: number; y: number },
  { width, height }: Pick<Box, 'width' | 'height'>,
  taken: readonly Box[],
): { x: number; y: number } {
  const left = wanted.x - width / 2;
  const top = wanted.y - height / 2;
  const inTheWay = taken.filter(
    (box) => left < box.x + box.width && box.x < left + width && top < box.y + box.height && box.y < top + height,
  );
  if (inTheWay.length === 0) return wanted;
  const below = Math.max(...inTheWay.map((box) => box.y + box.height));
  return freePlace({ x: wanted.x, y: below + GAP + height / 2 }, { width, height }, taken);
}
