/** The region that the embedded stack pretends to be in. */
export const embeddedRegion = 'eu-central-1';

/**
 * Options of an AWS client: nothing on AWS, where region and credentials come from the environment; an
 * endpoint and dummy credentials on the embedded stack, so that no real account can ever be reached from it.
 */
export const clientOptions = (endpoint: string | undefined) =>
  endpoint === undefined
    ? {}
    : { endpoint, region: embeddedRegion, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
