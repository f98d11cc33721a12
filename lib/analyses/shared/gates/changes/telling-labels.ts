import { formatSelector, type Labels } from '../../../../kernel';

/** Labels that name an application, most telling first; others may change with every roll-out. */
const TELLING = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/component',
  'app',
  'k8s-app',
  'tier',
  'role',
  'name',
];

/** The one label that names the application, or all of them where none does. */
export function tellingLabels(labels: Labels): Labels {
  const key = TELLING.find((each) => labels.has(each));
  const value = key === undefined ? undefined : labels.get(key);
  return key === undefined || value === undefined ? labels : new Map([[key, value]]);
}

/** Labels as a selector writes them. */
export function labelsText(labels: Labels): string {
  return formatSelector({
    requirements: [...labels].map(([key, value]) => ({
      key,
      operator: 'In' as const,
      values: [value],
    })),
  });
}
