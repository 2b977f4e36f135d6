import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** Business metrics in CloudWatch's embedded format; the alarms of serverless.yml watch them. */
const metrics = new Metrics({ namespace: 'Acquit', serviceName: 'acquit' });

export type MetricName =
  | 'WebhookRefused'
  | 'WebhookStale'
  | 'PayableHeld'
  | 'PayableRejected'
  | 'PayablePaid'
  | 'PayableFailed'
  | 'StepFailed';

/** Counts one; written at once, so that nothing is lost when a function freezes. */
export function count(name: MetricName): void {
  const single = metrics.singleMetric();
  single.addMetric(name, MetricUnit.Count, 1);
}
