import type Modeler from 'bpmn-js/lib/Modeler.js';
import { elementIn, type ListChange, takingOut } from '../../../../domain/process/takeOut.ts';

interface CommandStack {
  registerHandler(name: string, handler: new () => object): void;
  execute(name: string, context: object): void;
}

const command = 'duban.takeOut';

/** One step to undo, whatever hung on what is taken out. */
class TakeOut {
  execute({ changes }: { changes: ListChange[] }): [] {
    for (const { of, list, after } of changes) of.set(list, after);
    return [];
  }

  revert({ changes }: { changes: ListChange[] }): [] {
    for (const { of, list, before } of changes) of.set(list, before);
    return [];
  }
}

class TakeOutCommand {
  static $inject = ['commandStack'] as const;

  constructor(commandStack: CommandStack) {
    commandStack.registerHandler(command, TakeOut);
  }
}

export const takeOutModule = { takeOutCommand: ['type', TakeOutCommand], __init__: ['takeOutCommand'] };

/** Whether the file has an element that its drawing does not show: it can be neither selected nor removed there. */
export function isUndrawn(modeler: Modeler, id: string): boolean {
  return modeler.get('elementRegistry').get(id) === undefined && elementIn(modeler.getDefinitions(), id) !== null;
}

export function takeOut(modeler: Modeler, id: string): void {
  const definitions = modeler.getDefinitions();
  const element = elementIn(definitions, id);
  if (element !== null) modeler.get('commandStack').execute(command, { changes: takingOut(definitions, element) });
}
