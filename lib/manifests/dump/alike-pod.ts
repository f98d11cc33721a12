import type { JsonObject } from '../../kernel';
import type { Manifest } from '../manifest';
import type { ModelPod } from './model-pod';
import { type Dump, WrittenItem } from './written-item';

/** What a pod says itself where it may differ from the one that it is like. */
export interface OwnTexts {
  /** Empty where there is none. */
  readonly name: string;
  readonly namespace: string;
  /** The values of its labels, each a legal one; the keys are those of its model. */
  readonly labels: readonly string[];
  /** The name of its owner, where the model has one. */
  readonly owner: string | undefined;
  readonly node: string | undefined;
  readonly addresses: readonly string[];
}

/** Where a part of a dump is. */
interface Extent {
  readonly start: number;
  readonly end: number;
}

/** What bodies are in the eyes of the engine until somebody looks into them. */
const UNREAD: JsonObject = {};

/**
 * One of many pods that are written alike: what it says itself, the pod that it is like, and where
 * all of it can be read. There may be 100,000 of them and hardly anybody looks into their bodies, so a
 * body stays where it is, and is read each time that somebody does.
 */
export class AlikePod extends WrittenItem implements ProxyHandler<JsonObject> {
  readonly model: ModelPod;
  readonly own: OwnTexts;
  readonly body: JsonObject;

  constructor(dump: Dump, { start, end }: Extent, model: ModelPod, own: OwnTexts) {
    super(dump, start, end);
    this.model = model;
    this.own = own;
    this.body = new Proxy(UNREAD, this);
  }

  /** The pod among other manifests. */
  manifest(): Manifest {
    const { name, namespace } = this.own;
    const home = namespace === '' ? undefined : namespace;
    const { body } = this;
    const apiVersion = 'v1';
    return { apiVersion, kind: 'Pod', name, namespace: home, body, whole: this, origin: this };
  }

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

/** What is known of a pod without a look into its body; undefined for any other object. */
export function alikePod({ body, whole }: Pick<Manifest, 'body' | 'whole'>): AlikePod | undefined {
  return whole instanceof AlikePod && whole.body === body ? whole : undefined;
}
