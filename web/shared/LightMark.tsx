import { CheckCircleFilled, ClockCircleFilled, CloseCircleFilled, WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Colour, Words } from '../data/types.ts';
import { useWords } from '../i18n/index.ts';

const icons = {
  red: CloseCircleFilled,
  yellow: WarningFilled,
  green: CheckCircleFilled,
  grey: ClockCircleFilled,
} satisfies Record<Colour, unknown>;

interface Props {
  colour: Colour;
  reason?: Words | null;
}

/** A light is always icon, word and reason: colour alone says nothing. */
export function LightMark({ colour, reason }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const Icon = icons[colour];
  return (
    <span className={`light light-${colour}`}>
      <span className="light-word">
        <Icon aria-hidden="true" /> {t(`light.${colour}`)}
      </span>
      {reason && <span className="light-reason">{words(reason)}</span>}
    </span>
  );
}
