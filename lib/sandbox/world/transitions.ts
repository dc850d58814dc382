import type { Id, Millis, RecordType } from './records';

interface Transition {
  at: Millis;
  type: RecordType;
  id: Id;
}

/** A binary heap of the moments at which time alone changes a status. Stale entries do no harm when they come up. */
export class Transitions {
  readonly #heap: Transition[] = [];

  add(at: Millis, type: RecordType, id: Id): void {
    if (at === Number.POSITIVE_INFINITY) return;
    const heap = this.#heap;
    let child = heap.push({ at, type, id }) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#swapIfLater(parent, child)) return;
      child = parent;
    }
  }

  /** Takes out everything due at `now`. */
  takeDue(now: Millis): Transition[] {
    const due: Transition[] = [];
    for (let next = this.#heap[0]; next && next.at <= now; next = this.#heap[0]) {
      due.push(next);
      this.#removeFirst();
    }
    return due;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    heap[0] = last;
    for (let parent = 0; ; ) {
      const left = parent * 2 + 1;
      const right = left + 1;
      const earlier = (heap[right]?.at ?? Infinity) < (heap[left]?.at ?? Infinity) ? right : left;
      if (!heap[earlier] || !this.#swapIfLater(parent, earlier)) return;
      parent = earlier;
    }
  }

  #swapIfLater(parent: number, child: number): boolean {
    const a = this.#heap[parent];
    const b = this.#heap[child];
    if (!a || !b || a.at <= b.at) return false;
    this.#heap[parent] = b;
    this.#heap[child] = a;
    return true;
  }
}
