/** Namespace of the attributes that say what a BPMN element means to Duban. */
const extensionNamespace = 'urn:duban:bpmn:1';

const text = (name: string) => ({ name, isAttr: true, type: 'String' });
const many = (name: string, type: string) => ({ name, isMany: true, type });

/** Attributes of a field of a form; a column of a table has the same. */
const fieldAttributes = [
  ...['key', 'kind', 'label', 'labelEn', 'help', 'helpEn', 'required', 'visibleWhen', 'least', 'most', 'min', 'max'],
  ...['decimals', 'unit', 'earliest', 'latest'],
];

/**
 * The extension as a moddle package: handed to bpmn-moddle for reading and to a bpmn-js modeler for drawing, so that
 * both see the same attributes under any prefix a file may choose.
 */
export const extensionPackage = {
  name: 'Duban',
  uri: extensionNamespace,
  prefix: 'duban',
  xml: { tagAlias: 'lowerCase' },
  types: [
    {
      name: 'WorkItem',
      extends: ['bpmn:UserTask'],
      properties: [
        ...['kind', 'holder', 'post', 'postTitle', 'doerOf', 'due', 'signWithin', 'ladder', 'ladderUpTo', 'reviews'],
        ...['deemedAfter', 'outcomes'],
      ].map(text),
    },
    { name: 'Operation', extends: ['bpmn:ServiceTask'], properties: ['operation', 'parameters'].map(text) },
    {
      name: 'Members',
      extends: ['bpmn:MultiInstanceLoopCharacteristics'],
      properties: ['collection', 'complete'].map(text),
    },
    { name: 'Timer', extends: ['bpmn:TimerEventDefinition'], properties: [text('timer')] },
    // Among the extension elements of a user task: <duban:form><duban:field …><duban:option …/></duban:field></duban:form>
    { name: 'Form', superClass: ['Element'], properties: [many('fields', 'Field')] },
    {
      name: 'Field',
      superClass: ['Element'],
      properties: [
        ...[...fieldAttributes, 'passOn'].map(text),
        ...[many('options', 'Option'), many('columns', 'Column')],
      ],
    },
    { name: 'Column', superClass: ['Element'], properties: [...fieldAttributes.map(text), many('options', 'Option')] },
    { name: 'Option', superClass: ['Element'], properties: ['value', 'label', 'labelEn'].map(text) },
  ],
};

/** Operations that a service task may name; each is an activity of the worker. */
export const operationNames = ['score', 'closeOut', 'markUnreported', 'setScore'] as const;
export type OperationName = (typeof operationNames)[number];

/** What an operation leaves that later conditions may ask for, as `step.passed`. */
export const operationResults: Record<string, readonly string[]> = {
  score: ['score', 'passed'],
  setScore: ['score', 'passed'],
  markUnreported: ['unreported'],
} satisfies Partial<Record<OperationName, readonly string[]>>;

export const ladderEnds = ['REMIND', 'URGE', 'SUPERVISE', 'TALK', 'COPY', 'REFER'] as const;

/** Facts of an instance that conditions may rely on. */
export const factNames = ['hasAnswerable', 'hasLeader', 'hasDeadline'] as const;
