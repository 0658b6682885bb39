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
  export interface Canvas {
    /** Sets and answers the scale; without arguments it only answers. */
    zoom(level?: 'fit-viewport' | number, center?: 'auto'): number;
  }
  export interface ElementRegistry {
    get(elementId: string): object | undefined;
    getGraphics(elementId: string): SVGElement | undefined;
  }
  /** The part of the viewer that the diagram uses. */
  export default class NavigatedViewer {
    constructor(options: { container: HTMLElement });
    importXML(xml: string): Promise<{ warnings: string[] }>;
    get(name: 'canvas'): Canvas;
    get(name: 'overlays'): {
      add(elementId: string, overlay: { position: { top: number; right: number }; html: HTMLElement }): string;
    };
    get(name: 'elementRegistry'): ElementRegistry;
    destroy(): void;
  }
}
