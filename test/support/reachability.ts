import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Granularity, reach } from '../../lib/analyses';
import { formatPorts, fromPortRanges, hasErrors, InvalidInputError } from '../../lib/kernel';
import { manifestsOf } from '../../lib/manifests';
import { buildCluster, type Cluster } from '../../lib/model';
import { type Profile, portable } from '../../lib/platform';
import type { Endpoint, ReachFlow } from '../../lib/results';

/** The cluster that constructs emit, read back as any manifests are. */
export function clusterOfApp(define: (scope: Construct) => void): Cluster {
  const app = new App({ outdir: '/nonexistent' });
  define(app);
  const objects = app.node
    .findAll()
    .filter((each) => Chart.isChart(each))
    .flatMap((chart) => chart.node.findAll().filter((each) => ApiObject.isApiObject(each)));
  const read = manifestsOf(objects);
  const { cluster, diagnostics } = buildCluster(read.manifests);
  const all = [...read.diagnostics, ...diagnostics];
  if (hasErrors(all)) throw new InvalidInputError(all);
  return cluster;
}

/** Options of `flowsOf`. */
export interface FlowOptions {
  /** Keeps flows with this text in one of their ends. @default - all */
  readonly touching?: string;
  readonly profile?: Profile;
  readonly granularity?: Granularity;
}

/** One line a flow, as a person would say it: `shop/web -> shop/db 5432/TCP`. */
export function flowsOf(cluster: Cluster, options: FlowOptions = {}): readonly string[] {
  const { endpoints, flows } = reach(cluster, options.profile ?? portable, {
    granularity: options.granularity ?? 'workload',
  });
  const names = new Map(endpoints.map((endpoint) => [endpoint.id, nameOf(endpoint)]));
  const { touching = '' } = options;
  return flows
    .map((flow) => ({
      ...flow,
      from: names.get(flow.from) ?? flow.from,
      to: names.get(flow.to) ?? flow.to,
    }))
    .filter(({ from, to }) => from.includes(touching) || to.includes(touching))
    .map(flowLine);
}

/** Addresses by their blocks while those fit a line, else by the first one and how many follow. */
function nameOf(endpoint: Endpoint): string {
  if (endpoint.kind === 'workload') return endpoint.id;
  const { cidrs } = endpoint;
  return cidrs.length <= 3 ? cidrs.join(' and ') : `${endpoint.id} +${cidrs.length - 1}`;
}

function flowLine({ from, to, allowed, undecided }: ReachFlow): string {
  const open = formatPorts(fromPortRanges(undecided));
  const certain = formatPorts(fromPortRanges(allowed));
  return `${from} -> ${to} ${certain}${open === 'none' ? '' : ` (undecided: ${open})`}`;
}
