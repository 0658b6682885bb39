import type { DiagramElement, ElementFactory, Modeling } from 'bpmn-js/lib/Modeler.js';
import { DubanPlacement } from './placement.ts';
import { newShapes, type ShapeKind, shapeKinds, shapes } from './shapes.ts';

export type ToolWords = Record<ShapeKind | 'hand' | 'lasso' | 'connect' | 'remove', string>;

interface Entry {
  group: string;
  className?: string;
  title?: string;
  separator?: boolean;
  action?: Record<string, (event: Event, element: DiagramElement) => void>;
}

interface Provided {
  registerProvider(provider: object): void;
}

interface Tools {
  create: { start(event: Event, shapes: DiagramElement[], context?: object): void };
  elementFactory: ElementFactory;
  handTool: { activateHand(event: Event): void };
  lassoTool: { activateSelection(event: Event): void };
  globalConnect: { start(event: Event): void };
}

function starter(tools: Pick<Tools, 'create' | 'elementFactory'>, kind: ShapeKind) {
  return (event: Event) => {
    const made = newShapes(tools.elementFactory, kind);
    tools.create.start(event, made, { hints: { autoSelect: [made[0]] } });
  };
}

/** The short palette: what Duban runs, and the tools to arrange it. */
class DubanPalette {
  static $inject = [
    'palette',
    'create',
    'elementFactory',
    'handTool',
    'lassoTool',
    'globalConnect',
    'dubanWords',
  ] as const;
  readonly getPaletteEntries: () => Record<string, Entry>;

  constructor(
    palette: Provided,
    create: Tools['create'],
    elementFactory: ElementFactory,
    handTool: Tools['handTool'],
    lassoTool: Tools['lassoTool'],
    globalConnect: Tools['globalConnect'],
    words: ToolWords,
  ) {
    this.getPaletteEntries = () => {
      const drawn = shapeKinds.map((kind): [string, Entry] => {
        const start = starter({ create, elementFactory }, kind);
        const action = { dragstart: start, click: start };
        return [`create.${kind}`, { group: 'draw', className: shapes[kind].icon, title: words[kind], action }];
      });
      const tool = (className: string, title: string, click: (event: Event) => void): Entry => {
        return { group: 'tools', className, title, action: { click } };
      };
      return {
        hand: tool('bpmn-icon-hand-tool', words.hand, (event) => handTool.activateHand(event)),
        lasso: tool('bpmn-icon-lasso-tool', words.lasso, (event) => lassoTool.activateSelection(event)),
        connect: tool('bpmn-icon-connection-multi', words.connect, (event) => globalConnect.start(event)),
        separator: { group: 'tools', separator: true },
        ...Object.fromEntries(drawn),
      };
    };
    palette.registerProvider(this);
  }
}

const followers: readonly ShapeKind[] = ['workItem', 'choice', 'parallel', 'timer', 'end'];

/** What stands beside a selected element: what may follow, connect, remove. */
class DubanContextPad {
  static $inject = [
    'contextPad',
    'autoPlace',
    'create',
    'elementFactory',
    'connect',
    'modeling',
    'dubanWords',
  ] as const;
  readonly getContextPadEntries: (element: DiagramElement) => Record<string, Entry>;

  constructor(
    contextPad: Provided,
    autoPlace: { append(source: DiagramElement, shape: DiagramElement): void },
    create: { start(event: Event, shape: DiagramElement, context: object): void },
    elementFactory: ElementFactory,
    connect: { start(event: Event, element: DiagramElement): void },
    modeling: Modeling,
    words: ToolWords,
  ) {
    const append = (kind: ShapeKind): Entry => ({
      group: 'model',
      className: shapes[kind].icon,
      title: words[kind],
      action: {
        click: (_event, element) => autoPlace.append(element, newShapes(elementFactory, kind)[0]),
        dragstart: (event, element) => create.start(event, newShapes(elementFactory, kind)[0], { source: element }),
      },
    });
    const connecting: Entry = {
      group: 'connect',
      className: 'bpmn-icon-connection-multi',
      title: words.connect,
      action: {
        click: (event, element) => connect.start(event, element),
        dragstart: (event, element) => connect.start(event, element),
      },
    };
    const remove: Entry = {
      group: 'edit',
      className: 'bpmn-icon-trash',
      title: words.remove,
      action: { click: (_event, element) => modeling.removeElements([element]) },
    };
    this.getContextPadEntries = (element) => {
      if (element.labelTarget !== undefined || element.parent === undefined) return {};
      const goesOn = 'width' in element && element.type !== 'bpmn:EndEvent';
      const next = goesOn ? Object.fromEntries(followers.map((kind) => [`append.${kind}`, append(kind)])) : {};
      return { ...next, ...(goesOn ? { connect: connecting } : {}), delete: remove };
    };
    contextPad.registerProvider(this);
  }
}

/** Replaces what the modeler offers to draw by what Duban can run. */
export function dubanModule(words: ToolWords, translate: (text: string) => string): object {
  return {
    dubanWords: ['value', words],
    paletteProvider: ['type', DubanPalette],
    contextPadProvider: ['type', DubanContextPad],
    dubanPlacement: ['type', DubanPlacement],
    __init__: ['dubanPlacement'],
    translate: [
      'value',
      (template: string, replacements: Record<string, string> = {}) =>
        translate(template).replace(/{([^}]+)}/g, (whole, key: string) => replacements[key] ?? whole),
    ],
  };
}
