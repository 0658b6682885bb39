/** What a red-head Word template may name, in curly brackets. `{#正文}{段落}{/正文}` repeats a paragraph. */
export const formFields = ['发文机关', '文号', '标题', '主送', '正文', '段落', '落款', '日期', '标记', '校验'] as const;
