import { readFileSync } from 'node:fs';
import { App, Chart, type ChartProps, Yaml } from 'cdk8s';
import type { Diagnostic } from '../../../lib/kernel';

/** A chart of an app of its own, which writes nothing. */
export function newChart(props: ChartProps = {}): Chart {
  return new Chart(new App(), 'shop', props);
}

/** The manifest of a chart, as a reviewer reads it. */
export function yamlOf(...charts: readonly Chart[]): string {
  return Yaml.stringify(...charts.flatMap((chart) => chart.toJson()));
}

/** The names of the objects of a chart, `namespace/name`, in the order of its manifest. */
export function namesIn(chart: Chart): readonly string[] {
  return chart
    .toJson()
    .map(({ metadata }) => [metadata.namespace, metadata.name].filter(Boolean).join('/'));
}

/** The line of a test that a refusal points at. */
export function lineAt({ source }: Diagnostic): string {
  if (source?.line === undefined) return '(no line)';
  return readFileSync(source.file, 'utf8').split('\n')[source.line - 1]?.trim() ?? '(no such line)';
}

/** A refusal as its author reads it, and the line it points at. */
export function told(refusals: readonly Diagnostic[]): readonly string[] {
  return refusals.map(
    (each) => `${each.code}: ${each.message}\n=> ${each.help}\nat ${lineAt(each)}`,
  );
}
