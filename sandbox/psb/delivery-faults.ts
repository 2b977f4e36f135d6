/** What goes wrong with one webhook on its way; the receiver's answers are not scripted here but given by him. */
export type DeliveryFault =
  /** Comes this many times more, each one signed anew. */
  | { readonly duplicate: number }
  /** Comes after the next event of the same hook instead of before it; without a next one it stays undelivered. */
  | { readonly reorder: true }
  /** Never comes, and PSB believes it did. */
  | { readonly drop: true };

export interface DeliveryFaults {
  /** Scripts a fault for the next webhook that is announced to a hook; scripts are used up in order. */
  next(fault: DeliveryFault): void;
  /** Takes back every fault that has not struck. */
  clear(): void;
  /** The fault of this webhook, used up by the asking. */
  take(): DeliveryFault | undefined;
}

/** A script of faults for the webhooks of one sandbox PSB, empty at first. */
export function createDeliveryFaults(): DeliveryFaults {
  const script: DeliveryFault[] = [];
  return {
    next: (fault) => void script.push(fault),
    clear: () => void script.splice(0),
    take: () => script.shift(),
  };
}
