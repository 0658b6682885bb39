import { Button } from 'antd';
import type { Canvas } from 'bpmn-js/lib/NavigatedViewer.js';
import { useTranslation } from 'react-i18next';
import { fitDrawing } from './fit.ts';

const STEP = 1.4;

/** Larger, smaller, all of it: for those who have no wheel. */
export function ZoomButtons({ canvas }: { canvas: Canvas }) {
  const { t } = useTranslation();
  return (
    <p className="row-actions">
      <Button size="small" onClick={() => canvas.zoom(canvas.zoom() * STEP, 'auto')}>
        {t('measure.zoomIn')}
      </Button>
      <Button size="small" onClick={() => canvas.zoom(canvas.zoom() / STEP, 'auto')}>
        {t('measure.zoomOut')}
      </Button>
      <Button size="small" onClick={() => fitDrawing(canvas)}>
        {t('measure.zoomFit')}
      </Button>
    </p>
  );
}
