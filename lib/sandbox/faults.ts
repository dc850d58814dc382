import { z } from 'zod';

/** A failure for the next requests that match; without `path` and `operation` every request matches. */
export const faultSchema = z.strictObject({
  times: z.int().positive().default(1),
  /** Let this many matching requests pass first. */
  after: z.int().nonnegative().default(0),
  path: z.string().optional(),
  /** GraphQL operation name, or the root field of an unnamed operation. */
  operation: z.string().optional(),
  status: z.int().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** Text as it is, anything else as JSON. */
  body: z.unknown().optional(),
  delayMs: z.number().nonnegative().optional(),
  /** Cuts the connection before the request has any effect, or after it had its whole effect. */
  reset: z.enum(['before', 'after']).optional(),
  /** Sends only this many characters of the answer, then cuts the connection. */
  truncateAt: z.int().nonnegative().optional(),
  /** Takes the request, has its effect, never answers. */
  hang: z.boolean().optional(),
  /** With status or body: have the effect of the request first, then answer the failure. */
  process: z.boolean().default(false),
});

export type Fault = z.output<typeof faultSchema>;

/** The failures that the control API has asked for, in order. */
export class Faults {
  private waiting: Fault[] = [];

  add(fault: Fault): void {
    this.waiting.push({ ...fault });
  }

  /** The failure for this request, if one waits for it; it is spent by asking. */
  take(path: string, operation: string | null): Fault | null {
    for (const fault of this.waiting) {
      if (fault.path !== undefined && fault.path !== path) continue;
      if (fault.operation !== undefined && fault.operation !== operation) continue;
      if (fault.after > 0) {
        fault.after -= 1;
        continue;
      }
      fault.times -= 1;
      if (fault.times === 0) this.waiting = this.waiting.filter((other) => other !== fault);
      return fault;
    }
    return null;
  }

  clear(): void {
    this.waiting = [];
  }
}
