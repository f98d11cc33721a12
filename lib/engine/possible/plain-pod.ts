import type { Labels, Origin } from '../../kernel';
import type { ContainerPort, Pod } from '../../model';

/** What is chosen of a pod that does not exist. */
export interface PlainPod {
  readonly namespace: string;
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  readonly addresses: Pod['addresses'];
}

const NOWHERE: Origin = { file: '(no pod yet)', at: () => ({ file: '(no pod yet)' }) };

/** Whether a pod is made up: no input knows it. */
export function isPlainPod({ origin }: Pod): boolean {
  return origin === NOWHERE;
}

/** A pod on the pod network with only what is said of it. It stands for all pods like it. */
export function plainPod(chosen: PlainPod): Pod {
  return {
    ...chosen,
    name: '(possible)',
    hostNetwork: false,
    node: undefined,
    stands: 'for-replicas',
    origin: NOWHERE,
  };
}
