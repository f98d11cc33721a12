import type { Address, Labels } from '../../kernel';
import type { ListedEndpoint, Pod, Service } from '../../model';
import type { PodEnd } from './workload-endpoints';

/** Finds the rows that may have a pod behind a Service, in their order; whether one has, the caller asks. */
export interface EndIndex {
  readonly selectedBy: (namespace: string, selector: Labels) => readonly PodEnd[];
  readonly listedBy: (service: Service, endpoints: readonly ListedEndpoint[]) => readonly PodEnd[];
}

/**
 * Files each row under the labels, the names and the addresses of its pods. A Service then looks at
 * the rows under its rarest label, where asking every pod for every Service would take a product.
 */
export function endIndex(ends: readonly PodEnd[]): EndIndex {
  const filed = new Map<string, number[]>();
  const file = (key: string, row: number) => {
    const rows = filed.get(key);
    if (rows === undefined) filed.set(key, [row]);
    else if (rows.at(-1) !== row) rows.push(row);
  };
  for (const [row, { pods }] of ends.entries()) {
    for (const pod of pods) for (const key of keysOf(pod)) file(key, row);
  }
  const rowsOf = (rows: Iterable<number>) => [...rows].flatMap((row) => ends[row] ?? []);
  return {
    selectedBy: (namespace, selector) => {
      const keys = Array.from(selector, ([key, value]) => label(namespace, key, value));
      const under = [home(namespace), ...keys].map((key) => filed.get(key) ?? []);
      const [rarest = []] = under.sort((x, y) => x.length - y.length);
      return rowsOf(rarest);
    },
    listedBy: ({ namespace }, endpoints) => {
      const rows = endpoints.flatMap(
        ({ pod, address }) =>
          filed.get(pod === undefined ? addressKey(address) : name(namespace, pod)) ?? [],
      );
      return rowsOf([...new Set(rows)].sort((a, b) => a - b));
    },
  };
}

function keysOf(pod: Pod): readonly string[] {
  return [
    home(pod.namespace),
    ...Array.from(pod.labels, ([key, value]) => label(pod.namespace, key, value)),
    name(pod.namespace, pod.name),
    ...pod.addresses.map(addressKey),
  ];
}

function home(namespace: string): string {
  return `namespace ${namespace}`;
}

function label(namespace: string, key: string, value: string): string {
  return `label ${JSON.stringify([namespace, key, value])}`;
}

function name(namespace: string, pod: string): string {
  return `name ${JSON.stringify([namespace, pod])}`;
}

function addressKey({ family, value }: Address): string {
  return `address ${family} ${value}`;
}
