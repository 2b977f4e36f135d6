import { doJob, type Job } from './job.ts';

// Business metrics are for CloudWatch; the logs are read by the oracle.
process.env['POWERTOOLS_METRICS_DISABLED'] = 'true';

process.on('message', (job: Job) => {
  doJob(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
