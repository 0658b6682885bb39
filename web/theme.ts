import type { ThemeConfig } from 'antd';

export const accent = '#0b5394';

/** One accent colour; greys dark enough to be read (WCAG AA on white and on the page's ground). */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: accent,
    colorLink: accent,
    colorError: '#b3261e',
    borderRadius: 4,
    fontSize: 14,
    colorTextDescription: '#595959',
    colorTextTertiary: '#595959',
    colorTextQuaternary: '#666666',
    colorTextPlaceholder: '#6b6b6b',
    motion: false,
    fontFamily:
      "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', system-ui, -apple-system, 'Segoe UI', sans-serif",
  },
};
