import { Chart } from 'cdk8s';
import { AllowDns, AllowWorkloadIdentity, BlockCloudMetadata, pods } from 'cdk8s-netpol';
import type { Construct } from 'constructs';
import { server } from './workload';

/**
 * Pods that may use the internet, but not ask the cloud for its credentials. One of them may ask for
 * an identity of its own, and for nothing else there.
 */
export function cloudMetadata(scope: Construct): void {
  const chart = new Chart(scope, 'cloud-metadata', { namespace: 'crawlers' });
  new BlockCloudMetadata(chart, 'no-metadata', { rest: 'internet' });
  new AllowDns(chart, 'allow-dns');
  new AllowWorkloadIdentity(chart, 'archiver-identity', {
    for: pods({ app: 'archiver' }),
    provider: 'eks-pod-identity',
  });
  server(chart, 'crawler', { image: 'crawler:1', labels: { app: 'crawler' } });
  server(chart, 'archiver', { image: 'archiver:1', labels: { app: 'archiver' } });
}
