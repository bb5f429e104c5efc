/** A process of this machine. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  /** The session it belongs to, where the system has sessions: it outlives parents. */
  readonly session?: number | undefined;
  readonly command: string;
}

/** A process, all that descend from it, and all of the session that it leads, by PID. */
export function processTree(
  processes: readonly Process[],
  root: number,
): ReadonlyMap<number, Process> {
  const children = new Map<number, Process[]>();
  for (const process of processes) {
    const siblings = children.get(process.parent);
    if (siblings) siblings.push(process);
    else children.set(process.parent, [process]);
  }
  const tree = new Map<number, Process>();
  const toVisit = processes.filter(({ pid, session }) => pid === root || session === root);
  for (let next = toVisit.pop(); next; next = toVisit.pop()) {
    if (tree.has(next.pid)) continue;
    tree.set(next.pid, next);
    toVisit.push(...(children.get(next.pid) ?? []));
  }
  return tree;
}
