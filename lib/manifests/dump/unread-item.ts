import type { JsonObject } from '../../kernel';
import { WrittenItem } from './written-item';

/** What bodies are in the eyes of the engine until somebody looks into them. */
const UNREAD: JsonObject = {};

/**
 * One object of a dump whose body stays where it is, and is read each time that somebody looks into
 * it. There may be 100,000 of them and hardly anybody does, so an item is itself the handler of its
 * body, which takes next to no room.
 */
export abstract class UnreadItem extends WrittenItem implements ProxyHandler<JsonObject> {
  readonly body: JsonObject = new Proxy(UNREAD, this);

  get(_: JsonObject, name: string | symbol): unknown {
    return Reflect.get(this.read(), name);
  }

  has(_: JsonObject, name: string | symbol): boolean {
    return Reflect.has(this.read(), name);
  }

  ownKeys(): (string | symbol)[] {
    return Reflect.ownKeys(this.read());
  }

  getOwnPropertyDescriptor(_: JsonObject, name: string | symbol): PropertyDescriptor | undefined {
    return Reflect.getOwnPropertyDescriptor(this.read(), name);
  }

  /** A body is never written to. */
  defineProperty(): boolean {
    return false;
  }

  deleteProperty(): boolean {
    return false;
  }
}
