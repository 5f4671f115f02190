/**
 * What the made-up values of resources grow from. The same resource has the same seed in every run, and equal resources
 * are told apart by the order in which they were made.
 */
export class Seeds {
  private readonly counts = new Map<string, number>();

  /** A new seed for a resource of this kind. */
  next(kind: string): string {
    const before = this.counts.get(kind) ?? 0;
    this.counts.set(kind, before + 1);
    return `${kind}-${String(before)}`;
  }

  /** Notes a seed that an earlier process gave away. */
  note(seed: string): void {
    const [kind = "", number = "0"] = seed.split("-");
    this.counts.set(kind, Math.max(this.counts.get(kind) ?? 0, Number(number) + 1));
  }
}
