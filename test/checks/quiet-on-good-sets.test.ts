import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lint } from '../../lib/analyses';
import { readManifests } from '../../lib/manifests';
import { buildCluster } from '../../lib/model';
import { portable } from '../../lib/platform';
import type { Finding } from '../../lib/results';
import { CORPUS, hasCorpus } from '../support/corpus';
import { REPOSITORY } from '../support/repository';

/** `info NP104 shop/web, shop/api`: what is reported, and about whom, one line for each check. */
function reported(...paths: readonly string[]): readonly string[] {
  const { manifests } = readManifests(paths);
  const { cluster } = buildCluster(manifests);
  const { findings } = lint({ cluster, profile: portable, objects: manifests });
  const lines = new Map<string, Set<string>>();
  for (const finding of findings) {
    const what = `${finding.severity} ${finding.check}`;
    lines.set(what, (lines.get(what) ?? new Set()).add(whom(finding)));
  }
  return [...lines].map(([what, names]) => `${what} ${[...names].sort().join(', ')}`).sort();
}

function whom({ object: { namespace, name }, check }: Finding): string {
  // A namespace without a default deny is shown at whatever the input holds of it.
  if (check.startsWith('NP2')) return namespace ?? name;
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** A finding that is true, and why it stays. */
interface Explained {
  readonly finding: string;
  readonly because: string;
}

const lines = (explained: readonly Explained[]) => explained.map(({ finding }) => finding).sort();

const OF_APPS: readonly Explained[] = [
  {
    finding: 'info NP201 crawlers, no-egress, staging',
    because: 'these apps show policies for egress alone, and nothing else closes their namespaces',
  },
  {
    finding: 'info NP203 no-ingress',
    because: 'it shows a default deny for ingress alone',
  },
];

test('no check fires on the apps of this repository but for what they show on purpose', () => {
  expect(reported(join(REPOSITORY, 'dist'))).toEqual(lines(OF_APPS));
});

const ALLOWS_EGRESS =
  'an empty egress rule is how these policies leave egress open, in so many words';
const SHARED =
  'any namespace may scrape, or call the webhooks of, the controllers: no peer is named';

const FLUX: readonly Explained[] = [
  { finding: 'info NP104 flux-system/allow-egress', because: ALLOWS_EGRESS },
  {
    finding: 'info NP107 flux-system/allow-scraping, flux-system/allow-webhooks',
    because: SHARED,
  },
];

const PROMETHEUS: readonly Explained[] = [
  {
    finding:
      'info NP104 monitoring/alertmanager-main, monitoring/blackbox-exporter, monitoring/grafana, monitoring/kube-state-metrics, monitoring/node-exporter, monitoring/prometheus-adapter, monitoring/prometheus-k8s, monitoring/prometheus-operator',
    because: ALLOWS_EGRESS,
  },
  {
    finding: 'info NP201 monitoring',
    because: 'each workload is isolated by its own policy, and the next one will not be',
  },
  {
    finding: 'warning NP404 monitoring/node-exporter',
    because: 'the exporter runs on the host network, where most plugins do not police it',
  },
];

const MICROSERVICES: readonly Explained[] = [
  {
    finding:
      'info NP104 default/adservice, default/cartservice, default/checkoutservice, default/currencyservice, default/emailservice, default/frontend, default/loadgenerator, default/paymentservice, default/productcatalogservice, default/recommendationservice, default/redis-cart, default/shippingservice',
    because: ALLOWS_EGRESS,
  },
];

/** What the checks say about policies that people run. Each entry was looked at by a person. */
const EXPLAINED: Readonly<Record<string, readonly Explained[]>> = {
  'real/flux2': [
    {
      finding: 'info NP104 default/allow-egress, flux-system/allow-egress',
      because: ALLOWS_EGRESS,
    },
    {
      finding:
        'info NP107 default/allow-scraping, default/allow-webhooks, flux-system/allow-scraping, flux-system/allow-webhooks',
      because: SHARED,
    },
  ],
  'real/kube-prometheus': PROMETHEUS,
  'real/microservices-demo': MICROSERVICES,
  'cases/real-world/flux2-gotk': FLUX,
  'cases/real-world/flux2-policies-only': [
    { finding: 'info NP104 default/allow-egress', because: ALLOWS_EGRESS },
    { finding: 'info NP107 default/allow-scraping, default/allow-webhooks', because: SHARED },
  ],
  'cases/real-world/kube-prometheus': PROMETHEUS,
  'cases/real-world/microservices-demo': MICROSERVICES,
};

// The corpus is not part of the package: without it these tests are skipped, and say so.
describe.skipIf(!hasCorpus)('of the published sets that people run', () => {
  const sets = hasCorpus
    ? ['real', 'cases/real-world'].flatMap((group) =>
        readdirSync(join(CORPUS, group)).map((set) => join(group, set)),
      )
    : [];
  test.each(sets)('%s has the findings that are explained here, and no other', (set) => {
    expect(reported(join(CORPUS, set))).toEqual(lines(EXPLAINED[set] ?? []));
  });
});
