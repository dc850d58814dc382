/**
 * Small deterministic random numbers (sfc32), so that the same seed gives the same world on every machine.
 * @public
 */
export class Prng {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number | string) {
    let hash = 2_166_136_261;
    for (const char of String(seed)) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619);
    this.#a = hash >>> 0;
    this.#b = (hash ^ 0x9e3779b9) >>> 0;
    this.#c = Math.imul(hash, 0x85ebca6b) >>> 0;
    this.#d = 1;
    for (let round = 0; round < 12; round += 1) this.float();
  }

  /** Uniform in [0, 1). */
  float(): number {
    const sum = (this.#a + this.#b + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  }

  /** Whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.float() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.float() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.float() * items.length)];
    if (item === undefined) throw new Error('pick needs at least one item');
    return item;
  }

  /** Picks by relative weight. */
  weighted<T>(items: readonly (readonly [T, number])[]): T {
    let left = this.float() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return this.pick(items)[0];
  }

  /** A whole number whose average is `mean`: its floor or the next. */
  around(mean: number): number {
    return Math.floor(mean) + (this.chance(mean % 1) ? 1 : 0);
  }

  /** An independent stream for a named purpose. */
  fork(purpose: string): Prng {
    return new Prng(`${this.int(0, 0x7fffffff)}:${purpose}`);
  }
}
