import type { ReportStack } from "./model";

/** A rectangle of the map, in pixels from its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A frame around what belongs together. */
export interface Frame extends Box {
  readonly kind: "edge" | "home" | "jurisdiction" | "neutral" | "site" | "vault";
  /** What is written at its top: the first line stands out. */
  readonly title: readonly string[];
  readonly cloud?: string;
}

/** A stack on the map. */
export interface Node extends Box {
  readonly stack: ReportStack;
  /** The frame that it stands in; nodes of one column are joined at their sides. */
  readonly column: string;
}

/** A note of the map that is no stack. */
export interface Note extends Box {
  readonly text: string;
  readonly detail: string;
}

/** A line between two stacks: from the one that waits to the one that it waits for. */
export interface Line {
  readonly from: string;
  readonly to: string;
  /** `request`: the edge to its origins; `contract`: it reads what the other offers; `order`: it only comes later. */
  readonly kind: "request" | "contract" | "order";
  /** The path of the line, as SVG has it. */
  readonly path: string;
}

/** The map of one environment. */
export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Frame[];
  readonly users: readonly Note[];
  readonly nodes: readonly Node[];
  readonly lines: readonly Line[];
  /** Words at the left that say what a row of layers is, with the middle of the row. */
  readonly tiers: readonly { readonly text: string; readonly y: number }[];
}
