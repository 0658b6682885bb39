import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { shortcuts } from './useShortcuts.ts';

interface Props {
  open: boolean;
  onClose: () => void;
}

/** What each key does. */
export function ShortcutHelp({ open, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal open={open} title={t('check.keys')} footer={null} onCancel={onClose}>
      <p className="muted">{t('check.keysHelp')}</p>
      <dl className="key-list">
        {shortcuts.map(({ keys, act }) => (
          <div key={act} className="key-row">
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`check.key.${act}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
