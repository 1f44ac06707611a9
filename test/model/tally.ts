/** How often what was visited, over all runs. */
export class Tally {
  readonly #counts = new Map<string, Map<string, number>>();

  count(kind: string, what: string, times = 1): void {
    const of = this.#counts.get(kind) ?? new Map<string, number>();
    of.set(what, (of.get(what) ?? 0) + times);
    this.#counts.set(kind, of);
  }

  of(kind: string, what: string): number {
    return this.#counts.get(kind)?.get(what) ?? 0;
  }

  /** Of what must be visited, what never was. */
  missing(must: Record<string, readonly string[]>): string[] {
    return Object.entries(must).flatMap(([kind, all]) =>
      all.filter(what => this.of(kind, what) === 0).map(what => `${kind}: ${what}`),
    );
  }

  /** A table of everything, the rarest of each kind last. */
  table(): string {
    const kinds = [...this.#counts].map(([kind, counts]) => {
      const lines = [...counts].sort((a, b) => b[1] - a[1]).map(([what, n]) => `${String(n).padStart(7)}  ${what}`);
      return `${kind}\n${lines.join('\n')}`;
    });
    return kinds.join('\n\n');
  }

  add(other: Tally): void {
    for (const [kind, counts] of other.#counts) for (const [what, n] of counts) this.count(kind, what, n);
  }
}
