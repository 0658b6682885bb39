import chinese from 'bpmn-js-i18n/translations/zn.js';

/** What the modeler shows in use and its translation lacks. */
const more: Record<string, string> = {
  'Align elements': '对齐',
  'Align elements left': '左对齐',
  'Align elements right': '右对齐',
  'Align elements top': '上对齐',
  'Align elements bottom': '下对齐',
  'Align elements middle': '垂直居中',
  'Align elements center': '水平居中',
  'Distribute elements horizontally': '水平均匀分布',
  'Distribute elements vertically': '垂直均匀分布',
  'Change element': '更改元素',
  'Toggle non-interrupting': '切换是否中断',
  'Search in diagram': '在图中查找',
  'Open {element}': '打开 {element}',
};

/** The modeler's own words in the reader's language. */
export function translatorOf(language: string): (text: string) => string {
  if (language !== 'zh') return (text) => text;
  return (text) => more[text] ?? chinese[text] ?? text;
}
