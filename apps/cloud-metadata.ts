import { Chart } from 'cdk8s';
import { AllowDns, BlockCloudMetadata } from 'cdk8s-netpol';
import type { Construct } from 'constructs';
import { server } from './workload';

/** Pods that may use the internet, but not ask the cloud for its credentials. */
export function cloudMetadata(scope: Construct): void {
  const chart = new Chart(scope, 'cloud-metadata', { namespace: 'crawlers' });
  new BlockCloudMetadata(chart, 'no-metadata', { rest: 'internet' });
  new AllowDns(chart, 'allow-dns');
  server(chart, 'crawler', { image: 'crawler:1', labels: { app: 'crawler' } });
}
