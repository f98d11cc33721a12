import type { PlainObject } from './objects';
import type { Size } from './size';
import { teams } from './teams';

const KUBELET = 'kubelet';
const FIELDS = 4;
const CONDITIONS = ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'];
const SINCE = '2026-01-01T00:00:00Z';

/**
 * The same clusters with everything else that `kubectl get pods -o json` prints of a pod, some 8.7 kB each:
 * who manages which field, the environment, probes, volumes, tolerations, conditions.
 */
export function* fatTeams(size: Size): Generator<PlainObject> {
  for (const object of teams(size)) yield object.kind === 'Pod' ? fattened(object) : object;
}

function fattened(pod: PlainObject): PlainObject {
  const { name } = pod.metadata;
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      ...{ uid: `uid-of-${name}`, resourceVersion: '123456', creationTimestamp: SINCE },
      ...{ managedFields: [managed('kube-controller-manager'), managed(KUBELET, 'status')] },
    },
    spec: { ...pod.spec, ...POD_EXTRAS, containers: containersOf(pod, name) },
    status: { ...pod.status, ...statusOf(name) },
  };
}

function managed(manager: string, subresource?: string): object {
  const fields = Array.from({ length: FIELDS }, (_, at) => [`f:field-${at}`, {}] as const);
  return {
    apiVersion: 'v1',
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:spec': Object.fromEntries(fields) },
    manager,
    operation: 'Update',
    ...(subresource !== undefined && { subresource }),
    time: SINCE,
  };
}

function containersOf({ spec }: PlainObject, name: string): readonly object[] {
  const slim: unknown = spec !== undefined && 'containers' in spec ? spec.containers : [];
  const containers: readonly unknown[] = Array.isArray(slim) ? slim : [];
  return containers.map((container) => ({ ...Object(container), ...containerExtras(name) }));
}

function containerExtras(name: string): object {
  const probe = { httpGet: { path: '/healthz', port: 8080, scheme: 'HTTP' }, periodSeconds: 10 };
  const env = Array.from({ length: 2 }, (_, at) => ({
    name: `SETTING_${at}`,
    value: `value-${at}-of-${name}`,
  }));
  return {
    env,
    imagePullPolicy: 'IfNotPresent',
    livenessProbe: probe,
    readinessProbe: probe,
    resources: { limits: { memory: '512Mi' }, requests: { cpu: '100m', memory: '256Mi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    volumeMounts: [
      {
        mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
        name: 'kube-api-access',
        readOnly: true,
      },
    ],
  };
}

const POD_EXTRAS = {
  dnsPolicy: 'ClusterFirst',
  enableServiceLinks: true,
  preemptionPolicy: 'PreemptLowerPriority',
  priority: 0,
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  serviceAccountName: 'default',
  terminationGracePeriodSeconds: 30,
  tolerations: ['not-ready', 'unreachable'].map((key) => ({
    effect: 'NoExecute',
    key: `node.kubernetes.io/${key}`,
    operator: 'Exists',
    tolerationSeconds: 300,
  })),
  volumes: [
    {
      name: 'kube-api-access',
      projected: {
        defaultMode: 420,
        sources: [{ serviceAccountToken: { expirationSeconds: 3607, path: 'token' } }],
      },
    },
  ],
} as const;

function statusOf(name: string): object {
  return {
    conditions: CONDITIONS.map((type) => ({
      lastTransitionTime: SINCE,
      status: 'True',
      type,
    })),
    containerStatuses: [
      {
        containerID: `containerd://${name}`,
        image: 'registry.example/app:1',
        imageID: `registry.example/app@sha256:${'0'.repeat(64)}`,
        lastState: {},
        name: 'main',
        ready: true,
        restartCount: 0,
        started: true,
        state: { running: { startedAt: SINCE } },
      },
    ],
    hostIP: '192.0.2.1',
    hostIPs: [{ ip: '192.0.2.1' }],
    qosClass: 'Burstable',
    startTime: SINCE,
  };
}
