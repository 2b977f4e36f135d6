import type { KeyObject } from 'node:crypto';
import { AcquitError } from '../findings/acquit-error.ts';
import { count } from '../observability/metrics.ts';
import { describeError, logger } from '../observability/logger.ts';
import { parseWebhookEvent } from '../psb/webhook-event.ts';
import { verifyWebhookSignature } from '../psb/webhook-signature.ts';
import { isStale } from '../psb/webhook-window.ts';
import type { DocumentsMessage } from '../queues/messages.ts';
import type { Queue } from '../queues/create-queue.ts';

/** Ten times the largest event that PSB documents. */
const maxBodyBytes = 64 * 1024;

export interface WebhookDelivery {
  /** The raw bytes of the body: what is signed (psb.md 2.5). */
  readonly body: Buffer;
  /** The value of X-EConnect-Signature; doubled headers arrive joined by a comma and are refused. */
  readonly signature: string | undefined;
}

export interface WebhookServices {
  readonly keys: readonly KeyObject[];
  /** For a signature that fits none of `keys`: the keys as they are now, which a rotation may just have changed. */
  readonly freshKeys: () => Promise<readonly KeyObject[]>;
  readonly windowSeconds: number;
  readonly documents: Queue<DocumentsMessage>;
  readonly now: () => Date;
}

/** HTTP status and the text for PSB's own log. */
export interface WebhookAnswer {
  readonly status: 200 | 400 | 401 | 413 | 500;
  readonly text: string;
}

/**
 * Verifies, parses, enqueues, answers; nothing else happens while PSB waits (psb.md 2.6, 7.1). 401 for a bad
 * signature, 413 for too large a body, 400 for a signed body that is no event, 500 when the queue refuses, so
 * that PSB sends it again; else 200, also for topics that Acquit does not know and for stale events, which are
 * recorded and counted.
 */
export async function receivePsbWebhook(
  { body, signature }: WebhookDelivery,
  { keys, freshKeys, windowSeconds, documents, now }: WebhookServices,
): Promise<WebhookAnswer> {
  if (body.length > maxBodyBytes) return refuse(413, 'WEBHOOK_TOO_LARGE');
  const isSigned =
    verifyWebhookSignature(body, signature, keys) ||
    verifyWebhookSignature(body, signature, await freshKeys());
  if (!isSigned) return refuse(401, 'WEBHOOK_SIGNATURE_INVALID');
  try {
    const event = parseWebhookEvent(body);
    const stale = isStale(event.sentOn, now(), windowSeconds);
    if (stale) warnOfStale(event.topic, event.sentOn);
    await documents.send({
      event: {
        topic: event.topic,
        partyId: event.partyId,
        documentId: event.documentId,
        refToDocumentId: event.refToDocumentId,
        createdOn: event.createdOn,
        receivedAt: now().toISOString(),
        stale,
      },
    });
    return { status: 200, text: 'recorded' };
  } catch (error) {
    if (error instanceof AcquitError && error.code === 'WEBHOOK_UNPARSABLE') {
      return unreadable(error.message);
    }
    logger.error('the documents queue refused an event', describeError(error));
    return { status: 500, text: 'not recorded; please send again' };
  }
}

/** From PSB, and of no use: nobody may miss it, because PSB may not send it again. */
function unreadable(message: string): WebhookAnswer {
  logger.error('signed webhook not readable', { code: 'WEBHOOK_UNPARSABLE', cause: message });
  count('WebhookUnreadable');
  return { status: 400, text: message };
}

function refuse(status: 401 | 413, code: 'WEBHOOK_SIGNATURE_INVALID' | 'WEBHOOK_TOO_LARGE'): WebhookAnswer {
  logger.warn('webhook refused', { code, status });
  count('WebhookRefused');
  return { status, text: code };
}

function warnOfStale(topic: string, sentOn: string | undefined): void {
  logger.warn('webhook outside the time window, recorded', { code: 'WEBHOOK_STALE', topic, sentOn });
  count('WebhookStale');
}
