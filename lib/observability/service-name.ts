/**
 * The name of the stage in logs and metrics, such as `acquit-production`: two stages in one account must not ring
 * each other's alarms. serverless.yml gives it to every function; the command line has none.
 */
export const serviceName = process.env['POWERTOOLS_SERVICE_NAME'] ?? 'acquit';
