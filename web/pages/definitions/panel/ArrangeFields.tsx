import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/index.ts';
import { Field } from '../../../shared/Field.tsx';
import { newShapes, nextKinds, type ShapeKind, setDefaultTimer } from '../modeler/shapes.ts';
import { drawnElements, type Edited, goTo, loopsInVain, nameOf, setLoop } from './element.ts';

const flowNodes = /(Task|Event|Gateway|SubProcess|CallActivity)$/;
const hosts = /(Task|SubProcess|CallActivity)$/;

/** Draws what follows, connects and removes without a mouse. */
export function ArrangeFields({ edited }: { edited: Edited }) {
  const { t } = useTranslation();
  const words = useWords();
  const { modeler, element } = edited;
  const isNode = flowNodes.test(element.type);
  const goesOn = isNode && element.type !== 'bpmn:EndEvent';
  const append = (kind: ShapeKind) => {
    const [shape, ...inner] = newShapes(modeler.get('elementFactory'), kind);
    const placed = modeler.get('autoPlace').append(element, shape);
    for (const child of inner) {
      const at = { x: placed.x + 60, y: placed.y + placed.height / 2 };
      modeler.get('modeling').createShape(child, at, placed);
    }
    goTo(modeler, placed.id);
  };
  const addLimit = () => {
    const limit = modeler.get('elementFactory').createShape({
      type: 'bpmn:BoundaryEvent',
      eventDefinitionType: 'bpmn:TimerEventDefinition',
    });
    setDefaultTimer(limit);
    const others = drawnElements(modeler).filter(({ host }) => host === element).length;
    const at = { x: element.x + element.width * (0.75 - 0.4 * (others % 3)), y: element.y + element.height };
    const made = modeler.get('modeling').createShape(limit, at, element, { attach: true });
    goTo(modeler, made.id);
  };
  const targets = drawnElements(modeler).filter(
    (one) =>
      flowNodes.test(one.type) &&
      one.type !== 'bpmn:StartEvent' &&
      one.type !== 'bpmn:BoundaryEvent' &&
      one.id !== element.id &&
      one.parent === element.parent,
  );
  return (
    <>
      {goesOn && (
        <>
          <Field label={t('designer.append')}>
            {(id) => (
              <Select<ShapeKind | null>
                id={id}
                value={null}
                placeholder={t('designer.choose')}
                options={nextKinds.map((value) => ({ value, label: t(`designer.shape.${value}`) }))}
                onChange={(kind) => kind !== null && append(kind)}
              />
            )}
          </Field>
          <Field label={t('designer.connectTo')}>
            {(id) => (
              <Select<string | null>
                id={id}
                value={null}
                placeholder={t('designer.choose')}
                showSearch={{ optionFilterProp: 'label' }}
                options={targets.map((one) => ({ value: one.id, label: nameOf(one, words) }))}
                onChange={(target) => {
                  const found = targets.find((one) => one.id === target);
                  if (found !== undefined) modeler.get('modeling').connect(element, found);
                }}
              />
            )}
          </Field>
        </>
      )}
      <p className="row-actions">
        {loopsInVain(edited) && <Button onClick={() => setLoop(edited, null)}>{t('designer.dropLoop')}</Button>}
        {hosts.test(element.type) && <Button onClick={addLimit}>{t('designer.addLimit')}</Button>}
        <Button danger onClick={() => modeler.get('modeling').removeElements([element])}>
          {t('action.remove')}
        </Button>
      </p>
    </>
  );
}
