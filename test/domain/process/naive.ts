import type {
  CancelAnswer,
  CollectionName,
  Flow,
  Graph,
  Json,
  Member,
  MultiInstance,
  Node,
  ProcessContext,
  ProcessEvent,
  Variables,
} from '../../../domain/process/types.ts';

/*
 * A second interpreter, slow and plain: a tree of live objects in which every token is an object, moved one at a time,
 * and everything that is open is found by walking the whole tree. It shares no code with the real one.
 */

interface Frame {
  path: string;
  host?: Token;
  member?: { collection: CollectionName; key: string };
  vars: Variables;
  rounds: Map<string, number>;
  tokens: Token[];
}

interface Run {
  member: string;
  /** The item of a user task, or the frame of a sub-process. */
  itemKey?: string;
  frame?: Frame;
}

interface Token {
  frame: Frame;
  node: Node;
  via?: string;
  state: 'moving' | 'atJoin' | 'busy';
  round: number;
  key: string;
  timers: string[];
  runs: Run[];
  todo: string[];
  done: string[];
  returns: Map<string, number>;
  detached: boolean;
}

export class NaiveInstance {
  status: 'running' | 'completed' | 'terminated' | 'withdrawn' = 'running';
  paused = false;
  awaiting?: { token: Token; boundary: string; open: string[]; answers: CancelAnswer[] };
  readonly #graph: Graph;
  readonly #context: ProcessContext;
  readonly #top: Frame;
  #held: ProcessEvent[] = [];

  constructor(graph: Graph, context: ProcessContext) {
    this.#graph = graph;
    this.#context = JSON.parse(JSON.stringify(context));
    this.#top = { path: '', vars: {}, rounds: new Map(), tokens: [] };
    this.#put(this.#top, graph.startId);
    this.#settle();
  }

  /** Keys of everything open: items, timers, operations and calls. */
  open(): string[] {
    if (this.status !== 'running') return [];
    const keys: string[] = [];
    for (const token of this.#tokens()) {
      if (token.state !== 'busy') continue;
      keys.push(...token.timers.map((id) => `${id}@${token.frame.path}!${token.round}`));
      if (token.node.type === 'userTask' || token.node.type === 'subProcess') {
        keys.push(...token.runs.flatMap((run) => run.itemKey ?? []));
      } else keys.push(token.key);
    }
    return keys.sort();
  }

  feed(event: ProcessEvent): void {
    if (this.status !== 'running') return;
    if (event.type === 'withdrawn') {
      this.status = 'withdrawn';
      return;
    }
    if (event.type === 'cancelAnswered') this.#answered(event.answers);
    else this.#held.push(event);
    while (this.status === 'running' && this.awaiting === undefined) {
      if (this.paused) {
        const end = this.#held.findIndex((held) => held.type === 'resumed');
        if (end < 0) return;
        this.#held.splice(end, 1);
        this.paused = false;
      }
      const next = this.#held.shift();
      if (next === undefined) return;
      this.#handle(next);
      this.#settle();
    }
  }

  #handle(event: ProcessEvent): void {
    if (event.type === 'paused') this.paused = true;
    if (event.type === 'workItemClosed') this.#closeItem(event.key, event.outcome, event.fields ?? {});
    if (event.type === 'operationDone') this.#closeTask(event.key, 'serviceTask', event.result);
    if (event.type === 'instanceDone') this.#closeTask(event.key, 'callActivity', { outcome: event.outcome });
    if (event.type === 'factsChanged') Object.assign(this.#context.facts, event.facts);
    if (event.type === 'membersChanged') this.#changeMembers(event);
    if (event.type === 'timerDue') this.#fire(event.key);
  }

  // --- the tree

  *#frames(): Iterable<Frame> {
    const open = [this.#top];
    for (let frame = open.shift(); frame !== undefined; frame = open.shift()) {
      yield frame;
      for (const token of frame.tokens) for (const run of token.runs) if (run.frame !== undefined) open.push(run.frame);
    }
  }

  #tokens(): Token[] {
    return [...this.#frames()].flatMap((frame) => frame.tokens);
  }

  #isAlive(frame: Frame): boolean {
    return [...this.#frames()].includes(frame);
  }

  #node(id: string): Node {
    const node = this.#graph.nodes[id];
    if (node === undefined) throw new Error(`no node ${id}`);
    return node;
  }

  #flow(id: string): Flow {
    const flow = this.#graph.flows[id];
    if (flow === undefined) throw new Error(`no flow ${id}`);
    return flow;
  }

  #put(frame: Frame, nodeId: string, via?: string): void {
    const node = this.#node(nodeId);
    const token: Token = {
      ...{ frame, node, state: 'moving', round: 0, key: '', timers: [], runs: [], todo: [], done: [] },
      ...{ returns: new Map(), detached: false },
    };
    if (via !== undefined) token.via = via;
    frame.tokens.push(token);
  }

  #remove(token: Token): void {
    token.frame.tokens = token.frame.tokens.filter((other) => other !== token);
  }

  #goOn(token: Token, flows: string[]): void {
    this.#remove(token);
    for (const flow of flows) this.#put(token.frame, this.#flow(flow).target, flow);
  }

  // --- moving

  #settle(): void {
    for (;;) {
      if (this.status !== 'running') return;
      const moving = this.#tokens().find((token) => token.state === 'moving');
      if (moving !== undefined) {
        this.#move(moving);
        continue;
      }
      const empty = [...this.#frames()].find((frame) => frame.tokens.length === 0);
      if (empty !== undefined) {
        this.#endFrame(empty, 'completed');
        continue;
      }
      if (!this.#closeOneInclusive()) return;
    }
  }

  #endFrame(frame: Frame, how: 'completed' | 'terminated'): void {
    const { host } = frame;
    if (host === undefined) {
      this.status = how;
      return;
    }
    const run = host.runs.find((candidate) => candidate.frame === frame);
    const { outcome } = frame.vars;
    this.#note(host, typeof outcome === 'string' ? outcome : undefined, {});
    host.runs = host.runs.filter((candidate) => candidate !== run);
    this.#memberEnded(host, run?.member ?? '');
  }

  #move(token: Token): void {
    const { node, frame } = token;
    switch (node.type) {
      case 'endEvent':
        this.#remove(token);
        if (node.terminate) {
          frame.tokens = [];
          this.#endFrame(frame, 'terminated');
        }
        return;
      case 'exclusiveGateway':
        this.#goOn(token, [this.#holding(token)[0] ?? node.defaultFlow ?? '']);
        return;
      case 'inclusiveGateway':
        if (node.split !== undefined) token.state = 'atJoin';
        else {
          const holding = this.#holding(token);
          this.#goOn(token, holding.length > 0 ? holding : [node.defaultFlow ?? '']);
        }
        return;
      case 'parallelGateway':
        this.#arrive(token);
        return;
      case 'startEvent':
      case 'boundaryTimer':
        this.#goOn(token, node.outgoing);
        return;
      default:
        this.#begin(token);
    }
  }

  #arrive(token: Token): void {
    token.state = 'atJoin';
    const { frame, node } = token;
    const chosen = node.incoming.map((flow) =>
      frame.tokens.find((other) => other.state === 'atJoin' && other.node === node && other.via === flow),
    );
    if (chosen.some((other) => other === undefined)) return;
    frame.tokens = frame.tokens.filter((other) => !chosen.includes(other));
    for (const flow of node.outgoing) this.#put(frame, this.#flow(flow).target, flow);
  }

  #closeOneInclusive(): boolean {
    for (const frame of this.#frames()) {
      for (const { node } of frame.tokens.filter((token) => token.state === 'atJoin')) {
        if (node.type !== 'inclusiveGateway') continue;
        const before = this.#leadingTo(node, node.split ?? '');
        if (frame.tokens.some((token) => before.has(token.node.id))) continue;
        const first = node.incoming.map((flow) =>
          frame.tokens.find((token) => token.node === node && token.via === flow),
        );
        frame.tokens = frame.tokens.filter((token) => !first.includes(token));
        for (const flow of node.outgoing) this.#put(frame, this.#flow(flow).target, flow);
        return true;
      }
    }
    return false;
  }

  /** Everything from which the join can be reached without passing its split: found backwards. */
  #leadingTo(join: Node, split: string): Set<string> {
    const found = new Set<string>();
    const open = join.incoming.map((flow) => this.#flow(flow).source);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === split || found.has(id)) continue;
      found.add(id);
      const node = this.#node(id);
      open.push(...node.incoming.map((flow) => this.#flow(flow).source));
      if (node.type === 'boundaryTimer') open.push(node.attachedTo);
    }
    return found;
  }

  #holding(token: Token): string[] {
    const { node } = token;
    const defaultFlow = 'defaultFlow' in node ? node.defaultFlow : undefined;
    return node.outgoing.filter((id) => {
      const { condition } = this.#flow(id);
      if (id === defaultFlow) return false;
      return condition === undefined || condition.split(' and ').every((part) => this.#isTrue(part, token.frame));
    });
  }

  /** Reads `name = "text"`, `name = true` and `name < number`, where a name may have one dot. */
  #isTrue(condition: string, frame: Frame): boolean {
    const [name = '', operator, right = ''] = condition.split(' ');
    const [head = '', tail] = name.split('.');
    let left = this.#lookUp(head, frame);
    if (tail !== undefined) {
      left = left !== null && typeof left === 'object' && !Array.isArray(left) ? left[tail] : undefined;
    }
    if (operator === '<') return typeof left === 'number' && left < Number(right);
    return left !== undefined && left === JSON.parse(right);
  }

  #lookUp(name: string, frame: Frame): Json | undefined {
    for (let at: Frame | undefined = frame; at !== undefined; at = at.host?.frame) {
      if (name === 'member' && at.member !== undefined) return { key: at.member.key };
      if (name !== 'member' && at.vars[name] !== undefined) return at.vars[name];
    }
    return this.#context.facts[name];
  }

  // --- activities

  #begin(token: Token): void {
    const { node, frame } = token;
    token.round = (frame.rounds.get(node.id) ?? 0) + 1;
    frame.rounds.set(node.id, token.round);
    token.key = `${node.id}@${frame.path}!${token.round}`;
    const loop = loopOf(node);
    if (loop === undefined) token.todo = [''];
    else {
      delete frame.vars[node.id];
      token.todo = (this.#context.collections[loop.collection] ?? []).map((member) => member.key);
      if (token.todo.length === 0) {
        this.#goOn(token, node.outgoing);
        return;
      }
    }
    token.state = 'busy';
    token.timers = 'boundary' in node ? [...node.boundary] : [];
    this.#fill(token);
  }

  /** Starts members that are to come: all of them, or the next one of a sequential multi-instance. */
  #fill(token: Token): void {
    const { node } = token;
    while (token.todo.length > 0 && !(loopOf(node)?.sequential && token.runs.length > 0)) {
      const member = token.todo.shift() ?? '';
      const again = token.returns.get(member);
      const suffix = member === '' ? '' : `#${member}${again === undefined ? '' : `^${again}`}`;
      if (node.type === 'userTask') {
        const place = member === '' ? token.frame.path : `${token.frame.path}/${node.id}${suffix}`;
        token.runs.push({ member, itemKey: `${node.id}@${place}!${token.round}` });
      } else if (node.type === 'subProcess') {
        const path = `${token.frame.path}/${node.id}${suffix}${token.round > 1 ? `~${token.round}` : ''}`;
        const frame: Frame = { path, host: token, vars: {}, rounds: new Map(), tokens: [] };
        const loop = loopOf(node);
        if (loop !== undefined) frame.member = { collection: loop.collection, key: member };
        token.runs.push({ member, frame });
        this.#put(frame, node.startId);
      } else return;
    }
  }

  #note(token: Token, outcome: string | undefined, fields: Variables): void {
    const { vars } = token.frame;
    vars.round = token.round;
    vars[token.node.id] = { ...fields, round: token.round };
    if (outcome === undefined) return;
    vars.outcome = outcome;
    vars[token.node.id] = { ...fields, round: token.round, outcome };
  }

  #closeItem(key: string, outcome: string, fields: Variables): void {
    for (const token of this.#tokens()) {
      const run = token.runs.find((candidate) => candidate.itemKey === key);
      if (run === undefined || token.state !== 'busy') continue;
      this.#note(token, outcome, fields);
      token.runs = token.runs.filter((candidate) => candidate !== run);
      this.#memberEnded(token, run.member);
      return;
    }
  }

  #closeTask(key: string, type: Node['type'], result: Variables): void {
    const token = this.#tokens().find((candidate) => candidate.key === key && candidate.node.type === type);
    if (token === undefined) return;
    this.#note(token, typeof result.outcome === 'string' ? result.outcome : undefined, result);
    this.#goOn(token, token.node.outgoing);
  }

  #memberEnded(token: Token, member: string): void {
    token.done.push(member);
    this.#checkDone(token);
  }

  #checkDone(token: Token): void {
    const loop = loopOf(token.node);
    const all = token.done.length + token.runs.length + token.todo.length;
    let needed = all;
    if (loop !== undefined && !token.detached) {
      if (loop.complete === 'first') needed = Math.min(1, all);
      else if (loop.complete !== 'all') needed = Math.min(loop.complete, all);
    }
    if (token.done.length >= needed) this.#goOn(token, token.detached ? [] : token.node.outgoing);
    else this.#fill(token);
  }

  // --- timers

  #fire(key: string): void {
    for (const token of this.#tokens()) {
      if (token.state !== 'busy') continue;
      if (token.node.type === 'timerEvent' && token.key === key) {
        this.#goOn(token, token.node.outgoing);
        return;
      }
      const id = token.timers.find((timer) => `${timer}@${token.frame.path}!${token.round}` === key);
      if (id === undefined) continue;
      token.timers = token.timers.filter((timer) => timer !== id);
      const boundary = this.#node(id);
      if (boundary.type === 'boundaryTimer' && boundary.interrupting) this.#interrupt(token, id);
      else this.#put(token.frame, id);
      return;
    }
  }

  #interrupt(token: Token, boundary: string): void {
    const open = this.#itemsOf(token);
    this.awaiting = { token, boundary, open, answers: [] };
    if (open.length === 0) this.#resolve();
  }

  #itemsOf(token: Token): string[] {
    return token.runs.flatMap((run) => [
      ...(run.itemKey === undefined ? [] : [run.itemKey]),
      ...(run.frame?.tokens ?? []).flatMap((inner) => this.#itemsOf(inner)),
    ]);
  }

  #answered(answers: CancelAnswer[]): void {
    const { awaiting } = this;
    if (awaiting === undefined) return;
    for (const answer of answers) {
      if (!awaiting.open.includes(answer.key)) continue;
      awaiting.open = awaiting.open.filter((key) => key !== answer.key);
      awaiting.answers.push(answer);
    }
    if (awaiting.open.length === 0) this.#resolve();
  }

  #resolve(): void {
    const { awaiting } = this;
    if (awaiting === undefined) return;
    for (const answer of awaiting.answers) {
      if (answer.result === 'alreadyClosed') this.#closeItem(answer.key, answer.outcome ?? '', answer.fields ?? {});
      this.#settle();
    }
    delete this.awaiting;
    const { token, boundary } = awaiting;
    if (this.#isAlive(token.frame) && token.frame.tokens.includes(token)) {
      this.#remove(token);
      this.#put(token.frame, boundary);
    }
    this.#settle();
  }

  // --- members

  #changeMembers(event: Extract<ProcessEvent, { type: 'membersChanged' }>): void {
    const gone = (member: Member) =>
      event.removed.includes(member.key) || event.added.some((added) => added.key === member.key);
    const before = this.#context.collections[event.collection] ?? [];
    this.#context.collections[event.collection] = [...before.filter((member) => !gone(member)), ...event.added];
    const known = before.map((member) => member.key);
    const added = event.added
      .map((member) => member.key)
      .filter((key) => !known.includes(key) || event.removed.includes(key));
    if (event.includeFinished && added.length > 0) this.#reopen(event.collection);
    for (const token of this.#tokens()) {
      const alive = this.#isAlive(token.frame) && token.frame.tokens.includes(token);
      if (!alive || token.state !== 'busy' || loopOf(token.node)?.collection !== event.collection) continue;
      for (const member of event.removed) {
        const concerned = token.todo.includes(member) || token.runs.some((run) => run.member === member);
        if (!concerned) continue;
        token.todo = token.todo.filter((key) => key !== member);
        token.runs = token.runs.filter((run) => run.member !== member);
        token.returns.set(member, (token.returns.get(member) ?? 1) + 1);
      }
      for (const member of added) {
        const taken = [...token.todo, ...token.done, ...token.runs.map((run) => run.member)];
        if (!taken.includes(member)) token.todo.push(member);
      }
      this.#checkDone(token);
    }
  }

  #reopen(collection: CollectionName): void {
    for (const frame of [...this.#frames()]) {
      for (const [id, last] of [...frame.rounds]) {
        const node = this.#node(id);
        const there = frame.tokens.some((token) => token.node === node && token.round === last);
        if (loopOf(node)?.collection !== collection || there) continue;
        const round = last + 1;
        frame.rounds.set(id, round);
        frame.tokens.push({
          ...{ frame, node, state: 'busy', round, key: `${id}@${frame.path}!${round}`, timers: [], runs: [] },
          ...{ todo: [], done: [], returns: new Map(), detached: true },
        });
      }
    }
  }
}

function loopOf(node: Node): MultiInstance | undefined {
  return node.type === 'userTask' || node.type === 'subProcess' ? node.loop : undefined;
}
