/** Tells whether names of objects come twice. Sets within maps, for the same reason as in `ByName`. */
export class SeenNames {
  private readonly kinds = new Map<string, Map<string, Set<string>>>();
  /** The ones asked for last: objects of one kind and namespace stand side by side nearly always. */
  private kind: string | undefined;
  private namespace: string | undefined;
  private names = new Set<string>();

  /** Adds a name, and says whether it is new in its kind and namespace. */
  add(kind: string, namespace: string, name: string): boolean {
    if (kind !== this.kind || namespace !== this.namespace) this.turnTo(kind, namespace);
    const { names } = this;
    const before = names.size;
    return names.add(name).size > before;
  }

  private turnTo(kind: string, namespace: string): void {
    const homes = this.kinds.get(kind) ?? new Map<string, Set<string>>();
    this.names = homes.get(namespace) ?? new Set();
    this.kinds.set(kind, homes.set(namespace, this.names));
    this.kind = kind;
    this.namespace = namespace;
  }
}
