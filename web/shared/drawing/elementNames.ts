/** Names of elements by id, as the BPMN text has them. */
export function namesIn(bpmnXml: string): Map<string, string> {
  const document = new DOMParser().parseFromString(bpmnXml, 'application/xml');
  return new Map(
    [...document.querySelectorAll('[id][name]')].map((node) => [node.id, node.getAttribute('name') ?? '']),
  );
}
