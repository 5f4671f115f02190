import { counted, grouped, html, raw, type Content, type Html } from "./html";
import { mapLayout } from "./map-layout";
import type { Frame, Line, MapLayout, Node, Note } from "./map-shapes";
import type { Report, ReportEnvironment } from "./model";

/** The map of each environment, the furthest first. */
export const mapSection = (report: Report): Html =>
  html`<section aria-labelledby="map" data-group>
    <h2 id="map">Map</h2>
    <p>
      From the users at the top down to the ground. Each box is a stack with its number of resources, and leads to it. A line goes from a
      stack to one that has to stand before.
    </p>
    <ul class="legend" aria-label="Lines of the map">
      <li>${sample("request")} the edge sends requests here</li>
      <li>${sample("contract")} reads what the other offers</li>
      <li>${sample("order")} only comes later</li>
    </ul>
    <div class="maps">${[...report.environments].reverse().map((environment) => mapOf(report, environment))}</div>
  </section>`;

/** From what lies lowest. */
const lineKinds: readonly Line["kind"][] = ["order", "contract", "request"];

const sample = (kind: string): Html =>
  html`<svg width="36" height="10" aria-hidden="true" focusable="false"><path class="line ${kind}" d="M 1 5 L 30 5" /></svg>`;

const mapOf = (report: Report, environment: ReportEnvironment): Html => {
  const stacks = report.stacks.filter((stack) => stack.environment === environment.name);
  const layout = mapLayout(environment, stacks);
  const resources = stacks.reduce((sum, { resourceCount }) => sum + resourceCount, 0);
  return html`<section aria-labelledby="map-${environment.name}" style="flex-basis: ${layout.width + 34}px">
    <h3 id="map-${environment.name}">
      ${environment.name}
      <span class="muted"
        >${environment.phase}, ${counted(stacks.length, "stack")}, ${counted(resources, "resource")}, ${environment.domain}</span
      >
    </h3>
    <div class="scroll map" role="region" aria-label="Map of ${environment.name}" tabindex="0">${drawing(layout, environment.name)}</div>
  </section>`;
};

const drawing = ({ width, height, frames, users, nodes, lines, tiers }: MapLayout, name: string): Html =>
  html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="Stacks of ${name}">
    <g aria-hidden="true">
      ${frames.map(frameShape)} ${users.map((note) => userLine(note, frames))}
      ${lineKinds.flatMap((kind) => lines.filter((line) => line.kind === kind).map(lineShape))} ${frames.map(frameText)}
      ${tiers.map(({ text, y }) => html`<text class="tier" x="0" y="${y + 4}">${text}</text>`)} ${users.map(userShape)}
    </g>
    ${nodes.map(nodeShape)}
  </svg>`;

const rectangle = (box: Pick<Frame, "x" | "y" | "width" | "height">, style: string, radius: number): Content =>
  html`<rect class="${style}" x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="${radius}" />`;

const lineShape = ({ kind, path, from, to }: Line): Html =>
  html`<path class="line ${kind}" d="${path}" data-from="${from}" data-to="${to}" />`;

const radii: Readonly<Record<Frame["kind"], number>> = { edge: 12, home: 8, jurisdiction: 12, neutral: 12, site: 8, vault: 6 };

const frameShape = (frame: Frame): Content => rectangle(frame, `frame ${frame.kind}`, radii[frame.kind]);

/** After the lines, so that these break where the words stand. */
const frameText = ({ kind, title: [first, second], x, y }: Frame): Html | undefined => {
  if (first === undefined) return undefined;
  if (kind === "site")
    return html`<text class="role on-card" x="${x + 14}" y="${y + 20}">${first}</text
      ><text class="where on-card" x="${x + 14}" y="${y + 36}">${second}</text>`;
  const ground = kind === "home" ? "on-card" : kind === "neutral" ? "on-card" : "on-sunk";
  return html`<text class="title ${ground}" x="${x + 14}" y="${y + (kind === "home" ? 17 : 21)}"
    >${first}<tspan class="where" dx="8">${second}</tspan></text
  >`;
};

const userShape = (note: Note): Html =>
  html`${rectangle(note, "users", 22)}<text class="title middle" x="${note.x + note.width / 2}" y="${note.y + 19}">${note.text}</text
    ><text class="where middle" x="${note.x + note.width / 2}" y="${note.y + 35}">${note.detail}</text>`;

const userLine = ({ x, y, width, height }: Note, frames: readonly Frame[]): Content => {
  const edge = frames.find(({ kind }) => kind === "edge");
  return edge === undefined
    ? undefined
    : html`<path class="line request" d="M ${x + width / 2} ${y + height} L ${x + width / 2} ${edge.y}" />`;
};

/** Its name for those who hear it begins with what is to be seen. */
const nodeShape = ({ stack, x, y, width, height }: Node): Html => {
  const word = wordOf(stack.layer, stack.place);
  const middle = y + height / 2 + 4;
  return html`<a
    href="#${stack.name}"
    class="node ${stack.cloud}"
    data-node="${stack.name}"
    aria-label="${word} ${counted(stack.resourceCount, "resource")}: ${stack.name}"
    >${rectangle({ x, y, width, height }, "box", 5)}<text x="${x + 10}" y="${middle}">${word}</text>
    <text class="count" x="${x + width - 10}" y="${middle}">${grouped(stack.resourceCount)}</text></a
  >`;
};

const wordOf = (layer: string, place: string): string => (place === "account" && !layer.includes("account") ? `${layer} account` : layer);

/** The head of each line; one for all maps. */
export const markers = raw(
  lineKinds
    .map(
      (kind) =>
        `<marker id="end-${kind}" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="6" markerHeight="6" markerUnits="userSpaceOnUse"><circle class="end ${kind}" cx="4" cy="4" r="3"/></marker>`,
    )
    .join(""),
);
