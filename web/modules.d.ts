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
  export interface Rectangle {
    x: number;
    y: number;
    width: number;
    height: number;
  }
  export interface Canvas {
    /** Sets and answers the scale; without arguments it only answers. */
    zoom(level?: 'fit-viewport' | number, center?: 'auto'): number;
    /** Tells it that its box has another size. */
    resized(): void;
    /** What is seen of the drawing; asked without an argument, with the drawing's own box and that in pixels. */
    viewbox(): { inner: Rectangle; outer: { width: number; height: number } };
    viewbox(seen: Rectangle): void;
    scrollToElement(element: object, padding: number): void;
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
      remove(overlayId: string): void;
    };
    get(name: 'elementRegistry'): ElementRegistry;
    destroy(): void;
  }
}

declare module 'bpmn-js-i18n/translations/zn.js' {
  const translations: Record<string, string>;
  export default translations;
}

declare module 'bpmn-js/lib/Modeler.js' {
  import type { Canvas } from 'bpmn-js/lib/NavigatedViewer.js';
  import type { ModdleElement } from 'bpmn-moddle';

  export type BusinessObject = ModdleElement & { name?: string };
  export interface DiagramElement {
    id: string;
    type: string;
    businessObject: BusinessObject;
    parent?: DiagramElement;
    host?: DiagramElement;
    source?: DiagramElement;
    target?: DiagramElement;
    outgoing: DiagramElement[];
    labelTarget?: DiagramElement;
    x: number;
    y: number;
    width: number;
    height: number;
  }
  export interface ShapeOptions {
    type: string;
    isExpanded?: boolean;
    eventDefinitionType?: string;
    cancelActivity?: boolean;
    x?: number;
    y?: number;
    parent?: DiagramElement;
  }
  export interface ElementFactory {
    createShape(options: ShapeOptions): DiagramElement;
  }
  export interface Modeling {
    updateProperties(element: DiagramElement, properties: Record<string, unknown>): void;
    updateModdleProperties(
      element: DiagramElement,
      moddleElement: ModdleElement,
      properties: Record<string, unknown>,
    ): void;
    connect(source: DiagramElement, target: DiagramElement): DiagramElement;
    removeElements(elements: DiagramElement[]): void;
    createShape(
      shape: DiagramElement,
      position: { x: number; y: number },
      target: DiagramElement,
      hints?: { attach?: boolean },
    ): DiagramElement;
  }
  export interface Selection {
    get(): DiagramElement[];
    select(element: DiagramElement | null): void;
  }
  export interface ModelerCanvas extends Canvas {
    scrollToElement(element: DiagramElement, padding?: number): void;
  }
  export interface Overlays {
    add(elementId: string, type: string, overlay: { position: object; html: HTMLElement }): string;
    remove(filter: { type: string }): void;
  }
  interface Services {
    canvas: ModelerCanvas;
    elementRegistry: {
      get(id: string): DiagramElement | undefined;
      filter(wanted: (element: DiagramElement) => boolean): DiagramElement[];
    };
    elementFactory: ElementFactory;
    modeling: Modeling;
    moddle: { create(type: string, properties?: Record<string, unknown>): ModdleElement };
    selection: Selection;
    overlays: Overlays;
    autoPlace: { append(source: DiagramElement, shape: DiagramElement): DiagramElement };
    bpmnReplace: { replaceElement(element: DiagramElement, target: ShapeOptions): DiagramElement };
    commandStack: {
      undo(): void;
      redo(): void;
      canUndo(): boolean;
      canRedo(): boolean;
      execute(command: string, context: object): void;
    };
  }
  export default class Modeler {
    constructor(options: {
      container: HTMLElement;
      moddleExtensions?: Record<string, object>;
      additionalModules?: object[];
    });
    importXML(xml: string): Promise<{ warnings: string[] }>;
    /** The whole file, as it stands. */
    getDefinitions(): ModdleElement;
    saveXML(options: { format: boolean }): Promise<{ xml: string }>;
    get<K extends keyof Services>(name: K): Services[K];
    on(event: string, listener: () => void): void;
    destroy(): void;
  }
}

declare module 'bpmn-js/lib/features/auto-place/BpmnAutoPlaceUtil.js' {
  import type { DiagramElement } from 'bpmn-js/lib/Modeler.js';

  /** The middle of a shape that is appended to `source`; nothing for what is no flow node, data or note. */
  export function getNewShapePosition(
    source: DiagramElement,
    shape: DiagramElement,
    registry: object,
  ): { x: number; y: number } | undefined;
}

declare module '@bpmn-io/feel-editor' {
  /** A name that is offered: a variable with its members, or a function with its parameters. */
  export interface FeelName {
    name: string;
    detail?: string;
    type?: string;
    params?: { name: string }[];
    entries?: FeelName[];
  }

  export default class FeelEditor {
    constructor(options: {
      container: HTMLElement;
      value: string;
      variables: FeelName[];
      builtins: FeelName[];
      contentAttributes: Record<string, string>;
      onChange: (text: string) => void;
    });
    setValue(text: string): void;
  }
}
