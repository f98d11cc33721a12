import type { Address, JsonObject, Labels } from '../../kernel';
import type { Manifest } from '../manifest';
import type { ModelPod } from './model-pod';
import { type Dump, WrittenItem } from './written-item';

/** What a pod says itself where it may differ from the one that it is like. */
export interface OwnFacts {
  /** Empty where there is none. */
  readonly name: string;
  readonly namespace: string;
  /** The values are legal; the keys are those of its model. */
  readonly labels: Labels;
  /** The name of its owner, where the model has one. */
  readonly owner: string | undefined;
  readonly node: string | undefined;
  readonly addresses: readonly Address[];
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
export class AlikePod extends WrittenItem implements OwnFacts, ProxyHandler<JsonObject> {
  readonly model: ModelPod;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly owner: string | undefined;
  readonly node: string | undefined;
  readonly addresses: readonly Address[];
  readonly body: JsonObject;

  constructor(dump: Dump, { start, end }: Extent, model: ModelPod, own: OwnFacts) {
    super(dump, start, end);
    this.model = model;
    this.name = own.name;
    this.namespace = own.namespace;
    this.labels = own.labels;
    this.owner = own.owner;
    this.node = own.node;
    this.addresses = own.addresses;
    this.body = new Proxy(UNREAD, this);
  }

  /** The pod among other manifests. */
  manifest(): Manifest {
    const { name, namespace, body } = this;
    const home = namespace === '' ? undefined : namespace;
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
