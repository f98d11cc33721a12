import { Chart } from 'cdk8s';
import { AllowDns, connect, DefaultDenyNamespace, podsOf } from 'cdk8s-netpol';
import type { Construct } from 'constructs';
import { server } from './workload';

/** The first exception everyone needs: a frontend that reaches its database, and nothing else. */
export function frontendToDatabase(scope: Construct): void {
  const chart = new Chart(scope, 'frontend-to-database', { namespace: 'guestbook' });
  const guestbook = new DefaultDenyNamespace(chart, 'guestbook');
  new AllowDns(guestbook, 'allow-dns');

  const frontend = server(guestbook, 'frontend', {
    image: 'frontend:1',
    labels: { app: 'frontend' },
    ports: { http: 8080 },
  });
  const database = server(guestbook, 'database', {
    image: 'postgres:16',
    labels: { app: 'database' },
    ports: { postgres: 5432 },
  });
  connect(frontend).to(database).on(podsOf(database).port('postgres'));
}
