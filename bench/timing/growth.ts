/** The exponent of the power of `size` that `cost` grows with: least squares over logarithms. */
export function growthExponent(
  points: readonly { readonly size: number; readonly cost: number }[],
): number {
  const logs = points.map(({ size, cost }) => ({ x: Math.log(size), y: Math.log(cost) }));
  const x = mean(logs.map((each) => each.x));
  const y = mean(logs.map((each) => each.y));
  const covariance = mean(logs.map((each) => (each.x - x) * (each.y - y)));
  return covariance / mean(logs.map((each) => (each.x - x) ** 2));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}
