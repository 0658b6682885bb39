import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../data/client.ts';
import type { Words } from '../data/types.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

const storageKey = 'duban.language';

function firstLanguage(): Language {
  return window.localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh';
}

function apply(language: Language): void {
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

export async function startLanguages(): Promise<void> {
  const language = firstLanguage();
  apply(language);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh',
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
}

export async function changeLanguage(language: Language): Promise<void> {
  window.localStorage.setItem(storageKey, language);
  apply(language);
  await i18next.changeLanguage(language);
}

/** Words of the server in the reader's language. */
export function useWords(): (words: Words | string | null | undefined) => string {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh';
  return (words) => {
    if (words === null || words === undefined) return '';
    return typeof words === 'string' ? words : words[language];
  };
}
