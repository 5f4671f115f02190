import { counted, html, table, type Content, type Html, type Row } from "./html";
import { cloudWords, originWords, placedSites, roleWords, siteAnchor, stackLink, stacksOfSite } from "./links";
import type { Report, ReportStack } from "./model";

/** A layer's column: the layer's word without the account's purpose, which the row says already. */
const columnsOf = ({ layers }: Report): readonly string[] => layers;

const cellsOf = (report: Report, stacks: readonly ReportStack[]): readonly Content[] => [
  ...columnsOf(report).map((layer) =>
    stacks.filter((stack) => stack.layer === layer).map(({ name, resourceCount }) => countLink(name, resourceCount)),
  ),
  stacks.reduce((sum, { resourceCount }) => sum + resourceCount, 0),
];

const countLink = (name: string, count: number): Html =>
  html`<a href="#${name}" aria-label="${name}: ${counted(count, "resource")}">${count}</a>`;

const rowsOf = (report: Report): readonly Row[] =>
  report.environments.flatMap((environment) => {
    const own = report.stacks.filter((stack) => stack.environment === environment.name);
    const edge = own.filter(({ place }) => place === "edge");
    const home = own.filter(({ place }) => place === "edge-home");
    const other = (title: string, where: string, stacks: readonly ReportStack[]): readonly Row[] =>
      stacks.length === 0
        ? []
        : [{ cells: [html`${environment.name} <span class="muted">${title}</span>`, where, "", ...cellsOf(report, stacks)] }];
    return [
      ...other("edge", "Cloudflare", edge),
      ...other("states of the edge", home[0]?.site ?? "", home),
      ...environment.jurisdictions.flatMap(({ origin, sites }) => [
        ...sites
          .filter(({ isActive }) => isActive)
          .map((site): Row => {
            const placed = placedSites(report).find(
              (one) => one.environment === environment && one.jurisdiction.origin === origin && one.site === site,
            );
            return {
              cells: [
                html`${environment.name}
                  <a href="#${siteAnchor(environment.name, origin, site.key)}">${originWords[origin]} ${site.key}</a>`,
                roleWords[site.role],
                originWords[site.jurisdiction],
                ...cellsOf(report, placed === undefined ? [] : stacksOfSite(report, placed)),
              ],
            };
          }),
        ...(["aws", "google"] as const).flatMap((cloud) =>
          other(
            `${originWords[origin]} accounts`,
            cloudWords[cloud],
            own.filter((stack) => stack.place === "account" && stack.origin === origin && stack.cloud === cloud),
          ),
        ),
      ]),
    ];
  });

/** Environments, sites and layers: how many resources each stack makes, with a link to it. */
export const matrixSection = (report: Report): Html =>
  html`<section aria-labelledby="matrix">
    <h2 id="matrix">Sites and layers</h2>
    <p>Each number is a stack, and says how many resources it makes. Layers stand in the order in which they are applied.</p>
    ${table("Sites and layers", {
      caption: "Resources by site and layer",
      style: "matrix",
      columns: [
        { title: "environment and site" },
        { title: "role" },
        { title: "lies in" },
        ...columnsOf(report).map((layer) => ({ title: layer, isNumber: true, id: `layer-${layer}` })),
        { title: "all", isNumber: true },
      ],
      rows: rowsOf(report),
    })}
  </section>`;

/** Resource types: how many of each, by environment, and in which stacks. */
export const typesSection = (report: Report): Html => {
  const types = [...new Set(report.stacks.flatMap(({ resources }) => Object.keys(resources)))].sort();
  const sum = (stacks: readonly ReportStack[], type: string): number =>
    stacks.reduce((all, { resources }) => all + (resources[type] ?? 0), 0);
  return html`<section aria-labelledby="types">
    <h2 id="types">Resource types</h2>
    ${table("Resource types", {
      caption: `${counted(types.length, "type")} of resources, by environment`,
      columns: [
        { title: "type" },
        ...report.environments.map(({ name }) => ({ title: name, isNumber: true })),
        { title: "all", isNumber: true },
        { title: "stacks" },
      ],
      rows: types.map((type) => {
        const stacks = report.stacks.filter(({ resources }) => resources[type] !== undefined);
        return {
          cells: [
            html`<code>${type}</code>`,
            ...report.environments.map(({ name }) =>
              sum(
                stacks.filter(({ environment }) => environment === name),
                type,
              ),
            ),
            sum(stacks, type),
            stackList(type, stacks),
          ],
        };
      }),
    })}
  </section>`;
};

const stackList = (type: string, stacks: readonly ReportStack[]): Html => {
  const [only] = stacks;
  if (stacks.length === 1 && only !== undefined) return stackLink(only.name);
  return html`<details class="inline">
    <summary>${counted(stacks.length, "stack")}<span class="hidden"> with ${type}</span></summary>
    <ul>
      ${stacks.map(({ name }) => html`<li>${stackLink(name)}</li>`)}
    </ul>
  </details>`;
};
