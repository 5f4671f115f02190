import { mapLayout } from "../../../tools/report/map-layout";
import type { Box, MapLayout } from "../../../tools/report/map-shapes";
import type { Report, ReportStack } from "../../../tools/report/model";
import { plantStack, reportOf } from "./planted";

const overlaps = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const holds = (outer: Box, inner: Box): boolean =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const maps = (report: Report, more: readonly ReportStack[] = []): readonly (readonly [string, MapLayout, readonly ReportStack[]])[] =>
  report.environments.map((environment) => {
    const stacks = [...report.stacks, ...more].filter((stack) => stack.environment === environment.name);
    return [environment.name, mapLayout(environment, stacks), stacks];
  });

describe("the map", () => {
  const estates = [reportOf(), reportOf({ phase: "foundation" }), reportOf({ phase: "enterprise" })].flatMap((report) => maps(report));

  test.each(estates)("%s: each stack stands on it once, none upon another", (_name, { nodes, width, height }, stacks) => {
    expect(nodes.map(({ stack }) => stack.name).sort()).toEqual(stacks.map(({ name }) => name).sort());
    expect(nodes.filter((one, index) => nodes.slice(index + 1).some((other) => overlaps(one, other)))).toEqual([]);
    expect(nodes.filter((one) => !holds({ x: 0, y: 0, width, height }, one))).toEqual([]);
  });

  test.each(estates)("%s: each dependency has its line, and nothing else has", (_name, { lines }, stacks) => {
    expect(lines.map(({ from, to }) => `${from} ${to}`).sort()).toEqual(
      stacks.flatMap(({ name, dependsOn }) => dependsOn.map((other) => `${name} ${other}`)).sort(),
    );
    const read = stacks.flatMap(({ name, reads }) => Object.values(reads).map((other) => `${name} ${other}`));
    expect(
      lines
        .filter(({ kind }) => kind === "contract")
        .map(({ from, to }) => `${from} ${to}`)
        .sort(),
    ).toEqual([...new Set(read)].sort());
    expect(lines.filter(({ path }) => !/^M [-\d. MLCQ]+$/.test(path))).toEqual([]);
  });

  test.each(estates)("%s: a site stands in the box of its own data, and of backups where it holds them", (_name, { frames, nodes }) => {
    const sites = frames.filter(({ kind }) => kind === "site");
    for (const site of sites) {
      const around = frames.filter((frame) => (frame.kind === "jurisdiction" || frame.kind === "neutral") && holds(frame, site));
      expect(around.map(({ kind }) => kind)).toEqual([site.title[0] === "backup" ? "neutral" : "jurisdiction"]);
    }
    const placed = nodes.filter(({ stack }) => stack.place === "site");
    expect(placed.filter((node) => sites.filter((site) => holds(site, node)).length !== 1)).toEqual([]);
  });

  test("from the users down: edge, gateways, clusters, events, databases, ground", () => {
    const [, layout] = maps(reportOf({ environments: ["production"] }))[0] ?? [];
    expect(layout?.tiers.map(({ text }) => text)).toEqual([
      "Users",
      "Edge",
      "Gateway",
      "Cluster",
      "Events",
      "Databases",
      "Ground",
      "Backups",
    ]);
    expect(layout?.lines.filter(({ kind }) => kind === "request")).toHaveLength(6);
  });

  test("a vault has a box only where it stands, and an unknown layer a row", () => {
    const report = reportOf({ environments: ["staging"] });
    const like = report.stacks.find(({ layer, site }) => layer === "data" && site === "aws-eu-central-1") as ReportStack;
    const more = ["vault-network", "vault-data"].map((layer) => plantStack(like, { layer, purpose: "vault" }));
    const [[, without], [, layout]] = [maps(report)[0], maps(report, [...more, plantStack(like, { layer: "moon" })])[0]] as unknown as [
      [string, MapLayout],
      [string, MapLayout],
    ];
    expect(without.frames.filter(({ kind }) => kind === "vault")).toEqual([]);
    const [vault, ...others] = layout.frames.filter(({ kind }) => kind === "vault");
    expect(others).toEqual([]);
    expect(layout.nodes.filter((node) => vault !== undefined && holds(vault, node)).map(({ stack }) => stack.layer)).toEqual([
      "vault-data",
      "vault-network",
    ]);
    expect(layout.tiers.map(({ text }) => text)).toEqual([
      "Users",
      "Edge",
      "Gateway",
      "Cluster",
      "Events",
      "Databases",
      "More",
      "Vault",
      "Ground",
    ]);
  });
});
