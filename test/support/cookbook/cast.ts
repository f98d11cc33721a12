import { ApiObject, App, Chart } from 'cdk8s';
import { labelsIn } from './end-words';

/** The pods of the table in the text of a page, and their namespaces, whose labels another table tells. */
export function castOf(text: string): Chart {
  const pods = rowsUnder(text, 'pod');
  const labels = new Map(rowsUnder(text, 'namespace').map(([name = '', each]) => [name, each]));
  const chart = new Chart(new App(), 'cast');
  for (const name of new Set(pods.map(([pod = '']) => pod.replace(/\/.*/, '')))) {
    addNamespace(chart, name, labels.get(name));
  }
  for (const [name = '', podLabels, ports] of pods) addPod(chart, name, podLabels, ports);
  return chart;
}

/** The rows of the table whose first column has this heading, without backticks. */
function rowsUnder(page: string, heading: string): readonly (readonly string[])[] {
  const table = new RegExp(`^\\| ${heading} \\|.*\\n\\|[-|]+\\|\\n((?:\\|.*\\|\\n)+)`, 'm').exec(
    page,
  );
  const rows = table?.[1]?.trim().split('\n') ?? [];
  return rows.map((row) =>
    row
      .replaceAll('`', '')
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function addNamespace(chart: Chart, name: string, labels = ''): void {
  new ApiObject(chart, name, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...labelsIn(labels) } },
  });
}

function addPod(chart: Chart, word: string, labels = '', ports = ''): void {
  const [namespace = '', name = ''] = word.split('/');
  const named = Object.entries(labelsIn(ports.replaceAll(' ', '')));
  new ApiObject(chart, `${namespace}-${name}`, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: labelsIn(labels) },
    spec: {
      containers: [
        {
          name: 'main',
          image: `${name}:1`,
          ports: named.map(([key, port]) => ({ name: key, containerPort: Number(port) })),
        },
      ],
    },
  });
}
