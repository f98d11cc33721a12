import { ApiObject, App, Chart } from 'cdk8s';
import type { Json } from '../kernel';
import { dependencyOrder } from './dependency-order';

/*
 * cdk8s lets each chart that it writes validate the whole app and resolve all of its dependencies
 * once more, although it has done both before the first one: the work is that of the constructs times
 * the charts. `App.synth` and `App.synthYaml` ask the app for its charts by `app.charts`, and a chart
 * for its objects by `chart.toJson()`. So while one of them runs, those two answer for themselves: the
 * same, in the same order, with what was read and proven before. A subclass that has an answer of its
 * own keeps it; and should a release of cdk8s ask otherwise, it gets its own answers, and only time is
 * lost.
 */

/** What objects are written as, as far as that is known. */
export type WrittenObjects = ReadonlyMap<ApiObject, Json>;

/** Runs a synthesis of cdk8s in which the app is validated and resolved once, and not for each chart. */
export function inOnePass<T>(app: App, written: WrittenObjects, run: () => T): T {
  const charts = app.node.findAll().filter((each) => Chart.isChart(each));
  const restore = [
    ...charts.map((chart) =>
      answering(chart, 'toJson', Chart.prototype, {
        value: () => objectsOf(chart, written) ?? Chart.prototype.toJson.call(chart),
      }),
    ),
    answering(app, 'charts', App.prototype, {
      get: () =>
        dependencyOrder(app)?.filter((each) => Chart.isChart(each)) ??
        Reflect.get(App.prototype, 'charts', app),
    }),
  ];
  try {
    return run();
  } finally {
    for (const each of restore) each();
  }
}

/** What a chart holds outside of the charts inside it; undefined where cdk8s has to say why not. */
function objectsOf(chart: Chart, written: WrittenObjects): readonly Json[] | undefined {
  return dependencyOrder(chart)
    ?.filter((each) => ApiObject.isApiObject(each))
    .filter((object) => object.chart === chart)
    .map((object): Json => written.get(object) ?? object.toJson());
}

/** Lets something answer for itself in place of `owner`, from which it has the field. Returns what ends that. */
function answering(
  target: object,
  field: string,
  owner: object,
  answer: PropertyDescriptor,
): () => void {
  const isTheirs = ownerOf(target, field) === owner;
  if (!isTheirs || !Reflect.defineProperty(target, field, { ...answer, configurable: true })) {
    return () => undefined;
  }
  return () => void Reflect.deleteProperty(target, field);
}

/** The object itself, or the prototype that it has a field from. */
function ownerOf(target: object, field: string): object | undefined {
  for (let each: object | null = target; each !== null; each = Object.getPrototypeOf(each)) {
    if (Object.hasOwn(each, field)) return each;
  }
  return undefined;
}
