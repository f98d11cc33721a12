/**
 * Values by the kind, the namespace and the name of an object. Maps within maps: a key put together
 * from three texts would be built and hashed anew for each of a hundred thousand objects.
 */
export class ByName<V> {
  private readonly kinds = new Map<string, Map<string, Map<string, V>>>();

  get(kind: string, namespace: string, name: string): V | undefined {
    return this.kinds.get(kind)?.get(namespace)?.get(name);
  }

  /** Whether there is any of this kind. */
  hasKind(kind: string): boolean {
    return this.kinds.has(kind);
  }

  /** Whether there is any of this kind in a namespace. */
  has(kind: string, namespace: string): boolean {
    return this.kinds.get(kind)?.has(namespace) === true;
  }

  set(kind: string, namespace: string, name: string, value: V): void {
    inside(inside(this.kinds, kind), namespace).set(name, value);
  }
}

function inside<V>(maps: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const made = new Map<string, V>();
  maps.set(key, made);
  return made;
}
