import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { serviceName } from './service-name.ts';

/** Business metrics in CloudWatch's embedded format; the alarms of serverless.yml watch them. */
const metrics = new Metrics({ namespace: 'Acquit', serviceName });

export type MetricName =
  | 'WebhookRefused'
  | 'WebhookStale'
  | 'WebhookUnreadable'
  | 'InvoiceRefusedByPsb'
  | 'DocumentNotArchived'
  | 'RetentionEndangered'
  | 'ResponseNotDelivered'
  | 'PayableHeld'
  | 'PayableRejected'
  | 'PayablePaid'
  | 'PayableFailed'
  | 'PayableStuck'
  | 'BookingIncident'
  | 'ConsentEnded'
  | 'ConsentRenewalDue'
  | 'StepFailed'
  | 'ConfigurationFault'
  | 'CertificateExpiring';

/** Counts one; written at once, so that nothing is lost when a function freezes. */
export function count(name: MetricName): void {
  const single = metrics.singleMetric();
  single.addMetric(name, MetricUnit.Count, 1);
}
