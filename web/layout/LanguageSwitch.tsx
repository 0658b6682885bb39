import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { changeLanguage } from '../i18n/index.ts';

interface Props {
  onChange?: (language: 'zh' | 'en') => void;
}

export function LanguageSwitch({ onChange }: Props) {
  const { i18n } = useTranslation();
  const next = i18n.language === 'en' ? 'zh' : 'en';
  return (
    <Button
      type="text"
      lang={next === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => {
        void changeLanguage(next);
        onChange?.(next);
      }}
    >
      {next === 'zh' ? '中文' : 'English'}
    </Button>
  );
}
