import { type ComponentProps, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

const Diagram = lazy(async () => ({ default: (await import('./Diagram.tsx')).Diagram }));

/** A process as drawn. What draws it is large: it is fetched when the first drawing is shown. */
export function ProcessDrawing(props: ComponentProps<typeof Diagram>) {
  const { t } = useTranslation();
  const loading = (
    <p className="empty" aria-busy="true">
      {t('measure.diagramLoading')}
    </p>
  );
  return (
    <Suspense fallback={loading}>
      <Diagram {...props} />
    </Suspense>
  );
}
