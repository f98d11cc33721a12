import { Deployment, type Workload } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

/** What the apps of this folder need to say about a workload. */
export interface ServerProps {
  readonly image: string;
  /** The labels that policies select it by. */
  readonly labels: { readonly [key: string]: string };
  /** Container ports by name. @default - it listens on none */
  readonly ports?: { readonly [name: string]: number };
  /** @default - the namespace of the chart */
  readonly namespace?: string;
}

/** A Deployment of cdk8s-plus with stable labels and named ports, as in any cdk8s app. */
export function server(scope: Construct, name: string, props: ServerProps): Workload {
  const { image, labels, ports = {}, namespace } = props;
  return new Deployment(scope, name, {
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    podMetadata: { labels: { ...labels } },
    containers: [
      { image, ports: Object.entries(ports).map(([port, number]) => ({ name: port, number })) },
    ],
  });
}
