/** What fits a drawing into its box; the canvas of bpmn-js. */
interface FittingCanvas {
  zoom(level: 'fit-viewport', center: 'auto'): number;
  resized(): void;
}

/**
 * Shows the whole drawing as soon as its box has a size, and again whenever that changes, until somebody has moved in
 * it: afterwards it stays where they put it.
 *
 * @returns what ends this.
 */
export function keepFitted(box: HTMLElement, canvas: FittingCanvas): () => void {
  const observer = new ResizeObserver(() => {
    if (box.clientWidth === 0 || box.clientHeight === 0) return;
    canvas.resized();
    canvas.zoom('fit-viewport', 'auto');
  });
  const leave = () => observer.disconnect();
  observer.observe(box);
  for (const act of ['pointerdown', 'wheel', 'keydown'])
    box.addEventListener(act, leave, { once: true, passive: true });
  return leave;
}
