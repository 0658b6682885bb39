import type { Problems } from './problems.ts';
import type { Graph } from './types.ts';

export function checkSoundness(_graph: Graph, _problems: Problems): void {}
