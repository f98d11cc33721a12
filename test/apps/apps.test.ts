import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { certManager } from '../../apps/cert-manager';
import { cloudMetadata } from '../../apps/cloud-metadata';
import { defaultDeny } from '../../apps/default-deny';
import { dns } from '../../apps/dns';
import { externalApi } from '../../apps/external-api';
import { frontendToDatabase } from '../../apps/frontend-to-database';
import { monitoring } from '../../apps/monitoring';
import { payments } from '../../apps/payments';
import { shop } from '../../apps/shop';
import { compile } from '../../lib/engine';
import {
  addressesIn,
  coversAddresses,
  formatPorts,
  InternalError,
  unionPorts,
} from '../../lib/kernel';
import { addressClasses } from '../../lib/model';
import { METADATA_CIDRS, portable } from '../../lib/platform';
import { clusterOfApp, flowsOf } from '../support/reachability';

const show = (flows: (scope: Construct) => void) =>
  `\n${flowsOf(clusterOfApp(flows)).join('\n')}\n`;

test('default deny: what is denied is one direction, the other, or both', () => {
  expect(show(defaultDeny)).toMatchInlineSnapshot(`
    "
    closed/ledger -> closed/ledger 8080/TCP
    closed/ledger -> 169.254.20.10/32 53/TCP, 53/UDP
    no-egress/batch -> 169.254.20.10/32 53/TCP, 53/UDP
    no-ingress/intake -> no-egress/batch all
    no-ingress/intake -> 0.0.0.0/1 +32 all
    no-ingress/intake -> 169.254.20.10/32 all
    0.0.0.0/1 +32 -> no-egress/batch all
    169.254.20.10/32 -> no-egress/batch all
    "
  `);
});

test('dns: the mailer resolves names, the renderer reaches nothing', () => {
  expect(show(dns)).toMatchInlineSnapshot(`
    "
    reports/mailer -> 169.254.20.10/32 53/TCP, 53/UDP
    "
  `);
});

test('frontend to database: one flow, and DNS', () => {
  expect(show(frontendToDatabase)).toMatchInlineSnapshot(`
    "
    guestbook/database -> 169.254.20.10/32 53/TCP, 53/UDP
    guestbook/frontend -> guestbook/database 5432/TCP
    guestbook/frontend -> 169.254.20.10/32 53/TCP, 53/UDP
    "
  `);
});

test('shop: traffic moves from the controller down the tiers, and no tier is skipped', () => {
  expect(show(shop)).toMatchInlineSnapshot(`
    "
    ingress-nginx/ingress-nginx-controller -> ingress-nginx/ingress-nginx-controller all
    ingress-nginx/ingress-nginx-controller -> shop/web 8080/TCP
    ingress-nginx/ingress-nginx-controller -> 0.0.0.0/1 +32 all
    ingress-nginx/ingress-nginx-controller -> 169.254.20.10/32 all
    shop/api -> shop/database 5432/TCP
    shop/api -> 169.254.20.10/32 53/TCP, 53/UDP
    shop/database -> 169.254.20.10/32 53/TCP, 53/UDP
    shop/web -> shop/api 8080/TCP
    shop/web -> 169.254.20.10/32 53/TCP, 53/UDP
    0.0.0.0/1 +32 -> ingress-nginx/ingress-nginx-controller all
    169.254.20.10/32 -> ingress-nginx/ingress-nginx-controller all
    "
  `);
});

test('cert-manager: the webhook is open to its callers, everything else is closed', () => {
  expect(show(certManager)).toMatchInlineSnapshot(`
    "
    cert-manager/cainjector -> 10.96.0.1/32 and 172.18.0.2/32 443/TCP, 6443/TCP
    cert-manager/cainjector -> 169.254.20.10/32 53/TCP, 53/UDP
    cert-manager/cert-manager -> 0.0.0.0/5 +305 80/TCP, 443/TCP
    cert-manager/cert-manager -> 10.96.0.1/32 and 172.18.0.2/32 443/TCP, 6443/TCP
    cert-manager/cert-manager -> 169.254.20.10/32 53/TCP, 53/UDP
    cert-manager/webhook -> 10.96.0.1/32 and 172.18.0.2/32 443/TCP, 6443/TCP
    cert-manager/webhook -> 169.254.20.10/32 53/TCP, 53/UDP
    0.0.0.0/5 +305 -> cert-manager/webhook 10250/TCP
    10.0.0.0/10 +70 -> cert-manager/webhook 10250/TCP
    10.96.0.1/32 and 172.18.0.2/32 -> cert-manager/webhook 10250/TCP
    169.254.20.10/32 -> cert-manager/webhook 10250/TCP
    "
  `);
});

test('payments: the gateway comes in, Postgres and the bank are reached, and nothing else', () => {
  expect(show(payments)).toMatchInlineSnapshot(`
    "
    payments/ledger -> data/postgres 5432/TCP
    payments/ledger -> 169.254.20.10/32 53/TCP, 53/UDP
    payments/ledger -> 198.51.100.16/28 443/TCP
    staging/gateway -> payments/ledger 8443/TCP
    0.0.0.0/1 +57 -> staging/gateway all
    169.254.20.10/32 -> staging/gateway all
    198.51.100.16/28 -> staging/gateway all
    "
  `);
});

test('external API: only the carrier, without the half it excepts, in both families', () => {
  expect(show(externalApi)).toMatchInlineSnapshot(`
    "
    shipping/labels -> 169.254.20.10/32 53/TCP, 53/UDP
    shipping/labels -> 203.0.113.0/25 and 2001:db8:cafe::/48 443/TCP
    shipping/tracking -> 169.254.20.10/32 53/TCP, 53/UDP
    "
  `);
});

test('monitoring: Prometheus reaches the metrics port of each target, at both ends', () => {
  expect(show(monitoring)).toMatchInlineSnapshot(`
    "
    monitoring/prometheus -> orders/orders 9090/TCP
    monitoring/prometheus -> stock/stock 9090/TCP
    monitoring/prometheus -> 169.254.20.10/32 53/TCP, 53/UDP
    "
  `);
});

describe('cloud metadata', () => {
  const cluster = clusterOfApp(cloudMetadata);
  const evaluator = compile(cluster, portable);
  /** Who reaches which ports of a block, as the app opens it. */
  const portsOf = (workload: string, cidr: string) => {
    const found = cluster.workloads.find(({ name }) => name === workload);
    const [pod] = found?.pods ?? [];
    if (pod === undefined) throw new InternalError(`the app has no ${workload}`);
    return addressClasses(cluster.policies, [addressesIn(cidr)])
      .filter((part) => coversAddresses(addressesIn(cidr), part))
      .map((addresses) =>
        evaluator.connection({ kind: 'pod', pod }, { kind: 'addresses', addresses }),
      )
      .map(({ allowed, undecided }) => formatPorts(unionPorts(allowed, undecided)));
  };
  const metadataOf = (workload: string) =>
    METADATA_CIDRS.flatMap((cidr) =>
      portsOf(workload, cidr).flatMap((ports) => (ports === 'none' ? [] : [`${cidr} ${ports}`])),
    );

  test('the crawler reaches the internet, and no metadata address of either family', () => {
    expect(portsOf('crawler', '198.51.100.7/32')).toEqual(['all']);
    expect(portsOf('crawler', '2600::1/128')).toEqual(['all']);
    expect(metadataOf('crawler')).toEqual([]);
  });

  test('the archiver reaches nothing there but where its identity is handed out', () => {
    expect(metadataOf('archiver')).toEqual(['169.254.170.23/32 80/TCP', 'fd00:ec2::23/128 80/TCP']);
  });
});
