/** The part of bpmn-moddle that is used here; the package brings no types for its entry point. */
declare module 'bpmn-moddle' {
  export interface PropertyDescriptor {
    /** With its prefix. */
    name: string;
    ns: { prefix: string; localName: string };
    default?: unknown;
    /** It names an element that stands elsewhere. */
    isReference?: boolean;
  }

  export interface ModdleElement {
    readonly $type: string;
    /** Attributes that no known schema describes, with their prefix. */
    readonly $attrs: Record<string, string>;
    /** Without properties where no known schema describes it. */
    readonly $descriptor: { properties?: PropertyDescriptor[] };
    readonly id?: string;
    /** What it stands in. */
    readonly $parent?: ModdleElement;
    /** Whether it is of this type or of one that extends it. */
    $instanceOf(type: string): boolean;
    /** A property by name; `duban:kind` for one of an extension. */
    get(name: string): unknown;
    set(name: string, value: unknown): void;
  }

  export interface ParseResult {
    rootElement: ModdleElement;
    /** With the element whose reference leads nowhere, where it is about one. */
    warnings: { message: string; element?: ModdleElement }[];
  }

  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>);
    /** Rejects on text that is not XML or has no BPMN definitions at its root. */
    fromXML(xml: string): Promise<ParseResult>;
    toXML(element: ModdleElement, options?: { format?: boolean }): Promise<{ xml: string }>;
  }
}
