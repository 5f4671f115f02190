import type { Line, Node } from "./map-shapes";

const round = (value: number): string => String(Math.round(value * 10) / 10);
const path = (...steps: readonly (string | number)[]): string =>
  steps.map((step) => (typeof step === "number" ? round(step) : step)).join(" ");

const middle = ({ y, height }: Node): number => y + height / 2;
const centre = ({ x, width }: Node): number => x + width / 2;

/** From the edge as an S down to where the boxes begin, and straight on from there. */
const fromEdge = (fromX: number, fromY: number, toX: number, boxesY: number, toY: number): string => {
  const half = (fromY + boxesY) / 2;
  return path("M", fromX, fromY, "C", fromX, half, toX, half, toX, boxesY, "L", toX, toY);
};

/** Around the nodes that lie between, at one side of a site. */
const aside = (from: Node, to: Node, direction: -1 | 1): string => {
  const edge = direction === -1 ? from.x : from.x + from.width;
  const other = direction === -1 ? to.x : to.x + to.width;
  const [top, bottom] = [middle(from), middle(to)];
  const rows = Math.abs(bottom - top) / 38;
  const reach = edge + direction * Math.min(31, 8 + rows * 3.6);
  const bend = Math.min(12, Math.abs(bottom - top) / 2);
  const sign = bottom > top ? 1 : -1;
  return path(
    "M",
    edge,
    top,
    "Q",
    reach,
    top,
    reach,
    top + sign * bend,
    "L",
    reach,
    bottom - sign * bend,
    "Q",
    reach,
    bottom,
    other,
    bottom,
  );
};

/** From a node's right side into an account's bar below or above the site, around the corner where the bar is not there. */
const intoAccount = (from: Node, to: Node): string => {
  const x = from.x + from.width;
  const reach = x + 20;
  const down = to.y > from.y;
  const start = path("M", x, middle(from), "Q", reach, middle(from), reach, middle(from) + (down ? 12 : -12));
  const end = down ? to.y : to.y + to.height;
  if (reach >= to.x && reach <= to.x + to.width) return `${start} ${path("L", reach, end)}`;
  const aisle = end + (down ? -6 : 26);
  const target = reach < to.x ? to.x + 16 : to.x + to.width - 16;
  return `${start} ${path("L", reach, aisle, "L", target, aisle, "L", target, end)}`;
};

/** `boxesY` is where the boxes below the edge begin. */
const linePath = (from: Node, to: Node, isContract: boolean, boxesY: number): string => {
  const right = (one: Node): number => one.x + one.width;
  const bottom = (one: Node): number => one.y + one.height;
  if (from.y === to.y)
    return path("M", from.x < to.x ? right(from) : from.x, middle(from), "L", from.x < to.x ? to.x : right(to), middle(to));
  if (from.column === "edge" && to.column === "accounts") {
    const x = to.x - 8;
    return `${fromEdge(centre(from), bottom(from), x, boxesY, to.y + 4)} ${path("Q", x, middle(to), to.x, middle(to))}`;
  }
  if (from.column === "edge") return fromEdge(centre(from), bottom(from), right(to) - 22, boxesY, to.y);
  if (to.column === "edge") {
    const x = right(from) - 7;
    const half = (bottom(to) + boxesY) / 2;
    return path("M", x, from.y, "L", x, boxesY, "C", x, half, centre(to), half, centre(to), bottom(to));
  }
  if (to.column === "accounts") return intoAccount(from, to);
  if (from.column === "accounts") return path("M", centre(to), from.y, "L", centre(to), bottom(to));
  return aside(from, to, isContract ? -1 : 1);
};

/** All lines between the nodes of a map; `boxesY` is where the boxes below the edge begin. What a stack needs outside the map has none. */
export const linesBetween = (nodes: readonly Node[], boxesY: number): readonly Line[] => {
  const byName = new Map(nodes.map((one) => [one.stack.name, one]));
  return nodes.flatMap((from) =>
    from.stack.dependsOn.flatMap((name): readonly Line[] => {
      const to = byName.get(name);
      if (to === undefined) return [];
      const isContract = Object.values(from.stack.reads).includes(name);
      const kind = from.stack.layer === "edge" && to.stack.place === "site" ? "request" : isContract ? "contract" : "order";
      return [{ from: from.stack.name, to: name, kind, path: linePath(from, to, isContract, boxesY) }];
    }),
  );
};
