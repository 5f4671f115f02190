import { roleWords, cloudWords, originWords } from "./links";
import type { ReportEnvironment, ReportJurisdiction, ReportSite, ReportStack } from "./model";
import { linesBetween } from "./map-lines";
import type { Box, Frame, MapLayout, Node } from "./map-shapes";
import { isOfVault, rowsOf, type MapRow } from "./map-rows";

const measures = {
  /** Room for the words at the left. */
  label: 86,
  column: 182,
  gutter: 16,
  gap: 28,
  /** Room for lines at the left and right of a site's nodes. */
  side: 32,
  node: 28,
  pitch: 38,
  siteTitle: 46,
  boxTitle: 32,
  /** The map is at least so wide, for the edge has to fit. */
  least: 500,
  /** Room for lines between the edge and the boxes below it. */
  lanes: 78,
  edgeTop: 78,
} as const;

const { label, column, gutter, gap, side, node, pitch, siteTitle, boxTitle, edgeTop } = measures;

interface Part {
  readonly frames: readonly Frame[];
  readonly nodes: readonly Node[];
}

const joinParts = (parts: readonly Part[]): Part => ({
  frames: parts.flatMap(({ frames }) => frames),
  nodes: parts.flatMap(({ nodes }) => nodes),
});

/** A site's frame, and its stacks in the rows that they have in common with other sites. */
const sitePart = (site: ReportSite, stacks: readonly ReportStack[], rows: readonly MapRow[], at: Box): Part => {
  const name = `site ${String(at.x)} ${String(at.y)}`;
  const nodes = rows.flatMap(({ layer }, index) =>
    stacks
      .filter((stack) => stack.layer === layer)
      .map((stack): Node => ({
        stack,
        column: name,
        x: at.x + side,
        y: at.y + siteTitle + index * pitch,
        width: at.width - 2 * side,
        height: node,
      })),
  );
  const vault = nodes.filter(({ stack }) => isOfVault(stack.layer));
  const [first, last] = [vault[0], vault.at(-1)];
  return {
    frames: [
      { ...at, kind: "site", cloud: site.cloud, title: [roleWords[site.role], `${cloudWords[site.cloud]} ${site.region}`] },
      ...(first === undefined || last === undefined
        ? []
        : [
            {
              kind: "vault" as const,
              title: [],
              x: at.x + side - 6,
              y: first.y - 6,
              width: first.width + 12,
              height: last.y - first.y + node + 12,
            },
          ]),
    ],
    nodes,
  };
};

/** The accounts of a row of sites, each below the sites of its cloud. */
const accountNodes = (
  accounts: readonly ReportStack[],
  sites: readonly ReportSite[],
  frames: readonly Frame[],
  y: number,
): readonly Node[] =>
  accounts.flatMap((stack): readonly Node[] => {
    const above = frames.filter((_, index) => sites[index]?.cloud === stack.cloud);
    const [first, last] = [above[0], above.at(-1)];
    if (first === undefined || last === undefined) return [];
    const below = accounts.filter(({ cloud }) => cloud === stack.cloud).indexOf(stack);
    return [{ stack, column: "accounts", x: first.x, y: y + below * pitch, width: last.x + last.width - first.x, height: node }];
  });

const mostOf = (accounts: readonly ReportStack[]): number =>
  Math.max(0, ...accounts.map(({ cloud }) => accounts.filter((one) => one.cloud === cloud).length));

interface Group {
  readonly sites: readonly ReportSite[];
  readonly stacks: readonly ReportStack[];
  readonly rows: readonly MapRow[];
}

const groupHeight = ({ rows, stacks }: Group): number =>
  boxTitle + siteTitle + rows.length * pitch + 4 + mostOf(stacks.filter(({ place }) => place === "account")) * pitch + 14;

/** A box with sites side by side, and their accounts below them. */
const groupPart = ({ sites, stacks, rows }: Group, frame: Omit<Frame, "height">, height: number, siteWidth: number): Part => {
  const siteHeight = siteTitle + rows.length * pitch;
  const parts = sites.map((site, index) =>
    sitePart(
      site,
      stacks.filter(({ place, site: key }) => place === "site" && key === site.key),
      rows,
      { x: frame.x + gutter + index * (siteWidth + gutter), y: frame.y + boxTitle, width: siteWidth, height: siteHeight },
    ),
  );
  const siteFrames = parts.flatMap(({ frames }) => frames.filter(({ kind }) => kind === "site"));
  const accounts = stacks.filter(({ place }) => place === "account");
  const inside = joinParts(parts);
  return {
    frames: [{ ...frame, height }, ...inside.frames],
    nodes: [...inside.nodes, ...accountNodes(accounts, sites, siteFrames, frame.y + boxTitle + siteHeight + 10)],
  };
};

const isBackup = ({ purpose }: ReportStack): boolean => purpose === "backup";

const homeWords = ([first]: readonly ReportStack[]): string =>
  first === undefined ? "" : `${cloudWords[first.cloud]} ${first.site.slice(first.cloud.length + 1)}`;

/** The edge over the whole width, with the place of its states inside. */
const edgePart = (stacks: readonly ReportStack[], width: number): Part => {
  const y = edgeTop;
  const own = stacks.filter(({ place }) => place === "edge");
  const home = stacks.filter(({ place }) => place === "edge-home");
  const order = ["edge", "zone"];
  const rank = ({ layer }: ReportStack): number => (order.includes(layer) ? order.indexOf(layer) : order.length);
  const height = boxTitle + node + 18;
  const homeWidth = home.length === 0 ? 0 : Math.max(home.length * 106 + 14, 200);
  const room = width - homeWidth - 3 * gutter;
  const wide = Math.min(160, (room - (own.length - 1) * gap) / Math.max(1, own.length));
  const middle = label + gutter + (room - own.length * wide - (own.length - 1) * gap) / 2;
  const place = (stack: ReportStack, x: number, nodeWidth: number, name: string): Node => ({
    stack,
    column: name,
    x,
    y: y + boxTitle + 4,
    width: nodeWidth,
    height: node,
  });
  const homeX = label + width - homeWidth - gutter;
  return {
    frames: [
      { kind: "edge", title: ["Edge", "Cloudflare, everywhere"], cloud: "cloudflare", x: label, y, width, height },
      ...(home.length === 0
        ? []
        : [
            {
              kind: "home" as const,
              title: ["its states", homeWords(home)],
              x: homeX,
              y: y + 8,
              width: homeWidth,
              height: height - 16,
            },
          ]),
    ],
    nodes: [
      ...[...own].sort((a, b) => rank(a) - rank(b)).map((stack, index) => place(stack, middle + index * (wide + gap), wide, "edge")),
      ...[...home].sort((a, b) => (a.layer < b.layer ? -1 : 1)).map((stack, index) => place(stack, homeX + 12 + index * 104, 94, "home")),
    ],
  };
};

interface Column {
  readonly origin: ReportJurisdiction["origin"];
  readonly hostname: string;
  readonly live: Group;
  readonly backups: Group;
  /** How many sites stand beside each other. */
  readonly columns: number;
}

/** The jurisdictions side by side, each with its live sites and the sites of its backups. */
const columnsOf = ({ jurisdictions }: ReportEnvironment, stacks: readonly ReportStack[]): readonly Column[] => {
  const rows = { live: rowsOf(stacks.filter((stack) => !isBackup(stack))), backups: rowsOf(stacks.filter(isBackup)) };
  return jurisdictions.map(({ origin, hostname, sites }) => {
    const active = sites.filter(({ isActive }) => isActive);
    const own = stacks.filter((stack) => stack.origin === origin);
    const live = active.filter(({ role }) => role !== "backup");
    const backups = active.filter(({ role }) => role === "backup");
    return {
      origin,
      hostname,
      live: { sites: live, stacks: own.filter((stack) => !isBackup(stack)), rows: rows.live },
      backups: { sites: backups, stacks: own.filter(isBackup), rows: rows.backups },
      columns: Math.max(live.length, backups.length, 1),
    };
  });
};

/** Where everything of an environment stands on its map. `stacks` are the environment's own. */
export const mapLayout = (environment: ReportEnvironment, stacks: readonly ReportStack[]): MapLayout => {
  const groups = columnsOf(environment, stacks);
  const columns = groups.reduce((sum, group) => sum + group.columns, 0);
  const fixed = groups.length * gutter + columns * gutter + (groups.length - 1) * gap;
  const siteWidth = Math.max(column, Math.min(300, (measures.least - fixed) / columns));
  const widthOf = (count: number): number => count * (siteWidth + gutter) + gutter;
  const used = groups.reduce((sum, group) => sum + widthOf(group.columns), 0) + (groups.length - 1) * gap;
  const width = Math.max(measures.least, used);
  const edge = edgePart(stacks, width);
  const edgeBottom = edgeTop + (edge.frames[0]?.height ?? 0);
  const top = edgeBottom + measures.lanes;
  const liveHeight = Math.max(0, ...groups.map(({ live }) => groupHeight(live)));
  const backupHeight = Math.max(0, ...groups.map(({ backups }) => (backups.sites.length === 0 ? 0 : groupHeight(backups))));
  const backupTop = top + liveHeight + gap;
  const start = label + (width - used) / 2;
  const places = groups.map((group, index) => ({
    group,
    x: start + groups.slice(0, index).reduce((sum, { columns: count }) => sum + widthOf(count) + gap, 0),
  }));
  const parts = places.flatMap(({ group, x }): readonly Part[] => {
    const word = originWords[group.origin];
    const frame = { x, width: widthOf(group.columns) };
    return [
      groupPart(group.live, { ...frame, kind: "jurisdiction", title: [`${word} data`, `stays in ${word}`], y: top }, liveHeight, siteWidth),
      ...(group.backups.sites.length === 0
        ? []
        : [
            groupPart(
              group.backups,
              { ...frame, kind: "neutral", title: [`${word} backups`, "in a neutral place"], y: backupTop },
              backupHeight,
              siteWidth,
            ),
          ]),
    ];
  });
  const { frames, nodes } = joinParts([edge, ...parts]);
  const firstRow = top + boxTitle + siteTitle + node / 2;
  return {
    width: label + width + 2,
    height: (backupHeight === 0 ? top + liveHeight : backupTop + backupHeight) + 2,
    frames,
    nodes,
    users: places.map(({ group, x }) => ({
      text: `${originWords[group.origin]} users`,
      detail: group.hostname,
      x: x + widthOf(group.columns) / 2 - 130,
      y: 4,
      width: 260,
      height: 44,
    })),
    lines: linesBetween(nodes, top),
    tiers: [
      { text: "Users", y: 26 },
      { text: "Edge", y: edgeTop + boxTitle + 4 + node / 2 },
      ...(groups[0]?.live.rows ?? []).flatMap(({ tier }, index, all) =>
        all[index - 1]?.tier === tier ? [] : [{ text: tier, y: firstRow + index * pitch }],
      ),
      ...(backupHeight === 0 ? [] : [{ text: "Backups", y: backupTop + boxTitle + siteTitle + node / 2 }]),
    ],
  };
};
