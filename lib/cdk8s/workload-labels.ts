import { isJsonObject, type Json, type Labels, ownField } from '../kernel';
import type { EmittedObject } from './emitted';

const TEMPLATE: readonly string[] = ['spec', 'template', 'metadata'];

/** Where each kind of workload has the metadata of its pods. */
const POD_METADATA: Readonly<Record<string, readonly string[]>> = {
  Pod: ['metadata'],
  Deployment: TEMPLATE,
  StatefulSet: TEMPLATE,
  DaemonSet: TEMPLATE,
  ReplicaSet: TEMPLATE,
  ReplicationController: TEMPLATE,
  Job: TEMPLATE,
  CronJob: ['spec', 'jobTemplate', ...TEMPLATE],
};

/** The labels of the pods that an object makes; undefined for what is no workload of Kubernetes. */
export function podLabelsOf({ kind, body }: EmittedObject): Labels | undefined {
  const path = Object.hasOwn(POD_METADATA, kind) ? POD_METADATA[kind] : undefined;
  if (path === undefined) return undefined;
  const found = [...path, 'labels'].reduce<Json | undefined>(
    (inside, field) => (isJsonObject(inside) ? ownField(inside, field) : undefined),
    body,
  );
  const labels = isJsonObject(found) ? Object.entries(found) : [];
  return new Map(labels.map(([key, value]) => [key, typeof value === 'string' ? value : '']));
}
