import type { NumberedEvent, ProcessEvent } from '../domain/process/types.ts';

/** Events by number: those seen before are dropped, and a gap is waited at. */
export class Inbox {
  private readonly waiting = new Map<number, ProcessEvent>();
  private consumed: number;

  constructor(consumedUpTo: number) {
    this.consumed = consumedUpTo;
  }

  get consumedUpTo(): number {
    return this.consumed;
  }

  push(events: NumberedEvent[]): void {
    for (const { seq, event } of events) if (seq > this.consumed) this.waiting.set(seq, event);
  }

  hasNext(): boolean {
    return this.waiting.has(this.consumed + 1);
  }

  /** True when nothing at all is held, not even behind a gap. */
  isEmpty(): boolean {
    return this.waiting.size === 0;
  }

  /** All events up to the first gap. */
  take(): ProcessEvent[] {
    const batch: ProcessEvent[] = [];
    for (let event = this.waiting.get(this.consumed + 1); event; event = this.waiting.get(this.consumed + 1)) {
      this.consumed += 1;
      this.waiting.delete(this.consumed);
      batch.push(event);
    }
    return batch;
  }
}
