/** What is seen of a drawing, in its own units, and what there is of it; `outer` is the box in pixels. */
interface ViewBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What fits a drawing into its box; the canvas of bpmn-js. */
export interface FittingCanvas {
  viewbox(): { inner: ViewBox; outer: { width: number; height: number } };
  viewbox(seen: ViewBox): void;
  resized(): void;
}

/** Pixels kept free around a drawing. */
const MARGIN = 16;

/** Shows the whole drawing, no larger than drawn, beside what covers `left` pixels of its box. */
export function fitDrawing(canvas: FittingCanvas, left = 0): void {
  const { inner, outer } = canvas.viewbox();
  const [width, height] = [outer.width - left - 2 * MARGIN, outer.height - 2 * MARGIN];
  if (width <= 0 || height <= 0 || inner.width <= 0 || inner.height <= 0) return;
  const scale = Math.min(1, width / inner.width, height / inner.height);
  canvas.viewbox({
    x: inner.x - (left + MARGIN + (width - inner.width * scale) / 2) / scale,
    y: inner.y - (MARGIN + (height - inner.height * scale) / 2) / scale,
    width: outer.width / scale,
    height: outer.height / scale,
  });
}

/**
 * Shows the whole drawing as soon as its box has a size, and again whenever that changes, until somebody has moved in
 * it: afterwards it stays where they put it.
 *
 * @returns what ends this.
 */
export function keepFitted(box: HTMLElement, canvas: FittingCanvas, left = 0): () => void {
  const observer = new ResizeObserver(() => {
    if (box.clientWidth === 0 || box.clientHeight === 0) return;
    canvas.resized();
    fitDrawing(canvas, left);
  });
  const leave = () => observer.disconnect();
  observer.observe(box);
  for (const act of ['pointerdown', 'wheel', 'keydown'])
    box.addEventListener(act, leave, { once: true, passive: true });
  return leave;
}
