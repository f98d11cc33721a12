import type { Json } from '../kernel';

/** Sets an own field, whatever its name: assigning to `__proto__` would change the prototype. */
export function setField(object: { [key: string]: Json }, name: string, value: Json): void {
  if (name !== '__proto__') {
    object[name] = value;
    return;
  }
  Object.defineProperty(object, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
