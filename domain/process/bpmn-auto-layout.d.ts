/** The part of bpmn-auto-layout that is used here; the package brings no types. */
declare module 'bpmn-auto-layout' {
  /** The text with a drawing of its first process; rejects on text that is not BPMN. */
  export function layoutProcess(xml: string): Promise<string>;
}
