import type { Address, Labels, Origin } from '../../kernel';
import type { Manifest, WholeObject } from '../manifest';
import type { ModelPod } from './model-pod';
import { UnreadItem } from './unread-item';
import type { WrittenText } from './written-item';

/** What a pod says itself where it may differ from the one that it is like. */
export type OwnFacts = Pick<
  AlikePod,
  'name' | 'namespace' | 'labels' | 'owner' | 'node' | 'addresses'
>;

/** Where a part of a dump is. */
interface Extent {
  readonly start: number;
  readonly end: number;
}

/**
 * One of many pods that are written alike, and its manifest: what it says itself, the pod that it is
 * like, and where all of it can be read. There may be 100,000 of them, and whatever is kept of each is
 * gone over by every collection of garbage, so it is one object. All that a manifest has is its own,
 * so that a copy of it has that too.
 */
export class AlikePod extends UnreadItem implements Manifest {
  readonly apiVersion = 'v1';
  readonly kind = 'Pod';
  readonly name: string;
  readonly namespace: string | undefined;
  readonly whole: WholeObject = this;
  readonly origin: Origin = this;
  readonly model: ModelPod;
  /** The values are legal; the keys are those of its model. */
  readonly labels: Labels;
  /** The name of its owner, where the model has one. */
  readonly owner: string | undefined;
  readonly node: string | undefined;
  readonly addresses: readonly Address[];

  constructor(text: WrittenText, { start, end }: Extent, model: ModelPod, own: OwnFacts) {
    super(text, start, end);
    this.name = own.name;
    this.namespace = own.namespace;
    this.model = model;
    this.labels = own.labels;
    this.owner = own.owner;
    this.node = own.node;
    this.addresses = own.addresses;
  }
}

/** What is known of a pod without a look into its body; undefined for any other object. */
export function alikePod({ body, whole }: Pick<Manifest, 'body' | 'whole'>): AlikePod | undefined {
  return whole instanceof AlikePod && whole.body === body ? whole : undefined;
}
