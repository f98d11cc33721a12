import { Chart } from 'cdk8s';
import { AllowDns, DefaultDenyNamespace, pods } from 'cdk8s-netpol';
import type { Construct } from 'constructs';
import { server } from './workload';

/** A closed namespace in which only one workload may resolve names. */
export function dns(scope: Construct): void {
  const chart = new Chart(scope, 'dns', { namespace: 'reports' });
  const reports = new DefaultDenyNamespace(chart, 'reports');
  server(reports, 'mailer', { image: 'mailer:1', labels: { app: 'mailer' } });
  server(reports, 'renderer', { image: 'renderer:1', labels: { app: 'renderer' } });
  new AllowDns(reports, 'mailer-dns', { for: pods({ app: 'mailer' }) });
}
