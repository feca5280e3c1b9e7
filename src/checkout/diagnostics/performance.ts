/** The browser's performance panel and `PerformanceObserver` show the step as `klarna-checkout:…`. */
export async function measured<Result>(step: string, work: Promise<Result>): Promise<Result> {
  const start = performance.now();
  try {
    return await work;
  } finally {
    performance.measure(`klarna-checkout:${step}`, { start, end: performance.now() });
  }
}
