/**
 * What was worked out for a key, so that it need not be again: `kept.get(key) ?? kept.keep(key, value)`. At most `most`
 * values; when one more comes all are let go, which costs less than to know which of them was used last.
 * @public
 */
export class KeptValues<Key, Value> {
  readonly #values = new Map<Key, Value>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: Key): Value | undefined {
    return this.#values.get(key);
  }

  /** Returns `value`. */
  keep(key: Key, value: Value): Value {
    if (this.#values.size >= this.#most && !this.#values.has(key)) this.#values.clear();
    this.#values.set(key, value);
    return value;
  }
}
