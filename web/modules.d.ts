declare module '*.css';

declare module 'antd/es/locale/zh_CN.js' {
  import type { Locale } from 'antd/es/locale';

  const locale: Locale;
  export default locale;
}

declare module 'antd/es/locale/en_US.js' {
  import type { Locale } from 'antd/es/locale';

  const locale: Locale;
  export default locale;
}

declare module 'bpmn-js/lib/NavigatedViewer.js' {
  /** The part of the viewer that the diagram uses. */
  export default class NavigatedViewer {
    constructor(options: { container: HTMLElement });
    importXML(xml: string): Promise<{ warnings: string[] }>;
    get(name: 'canvas'): {
      zoom(level: 'fit-viewport' | number, center?: 'auto'): number;
      addMarker(elementId: string, marker: string): void;
    };
    get(name: 'overlays'): {
      add(elementId: string, overlay: { position: { top: number; right: number }; html: HTMLElement }): string;
    };
    get(name: 'elementRegistry'): { get(elementId: string): object | undefined };
    destroy(): void;
  }
}
