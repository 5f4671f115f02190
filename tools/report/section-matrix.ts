import { counted, html, table, type Content, type Html, type Row } from "./html";
import { cloudWords, layerWord, originWords, roleWords, siteAnchor, stackLink } from "./links";
import type { Report, ReportEnvironment, ReportStack } from "./model";

const columnsOf = ({ layers }: Report): readonly string[] => [...new Set(layers.map(layerWord))];

const cellsOf = (report: Report, stacks: readonly ReportStack[]): readonly Content[] => [
  ...columnsOf(report).map((column) => stacks.filter(({ layer }) => layerWord(layer) === column).map(countLink)),
  stacks.reduce((sum, { resourceCount }) => sum + resourceCount, 0),
];

const countLink = ({ name, resourceCount }: ReportStack): Html =>
  html`<a href="#${name}" aria-label="${name}: ${counted(resourceCount, "resource")}">${resourceCount}</a>`;

/** One row for each account that the stacks stand in, so that a layer stands in a row once. */
const rowsByPurpose = (
  report: Report,
  stacks: readonly ReportStack[],
  head: (purpose: string) => readonly [title: Content, role: Content, lies: Content],
): readonly Row[] =>
  [...new Set(stacks.map(({ purpose }) => purpose))].map((purpose) => ({
    cells: [
      ...head(purpose),
      ...cellsOf(
        report,
        stacks.filter((stack) => stack.purpose === purpose),
      ),
    ],
  }));

const environmentRows = (report: Report, { name, jurisdictions }: ReportEnvironment): readonly Row[] => {
  const own = report.stacks.filter(({ environment }) => environment === name);
  const home = own.filter(({ place }) => place === "edge-home");
  const title = (text: string): Html => html`${name} <span class="muted">${text}</span>`;
  return [
    ...rowsByPurpose(
      report,
      own.filter(({ place }) => place === "edge"),
      () => [title("edge"), "Cloudflare", "everywhere"],
    ),
    ...rowsByPurpose(report, home, () => [title("states of the edge"), home[0]?.site ?? "", "neutral"]),
    ...jurisdictions.flatMap(({ origin, sites }) => [
      ...sites.flatMap((site) =>
        rowsByPurpose(
          report,
          own.filter((stack) => stack.place === "site" && stack.origin === origin && stack.site === site.key),
          (purpose) => [
            html`${name} <a href="#${siteAnchor(name, origin, site.key)}">${originWords[origin]} ${site.key}</a>`,
            purpose === "vault" ? "vault" : roleWords[site.role],
            originWords[site.jurisdiction],
          ],
        ),
      ),
      ...(["aws", "google"] as const).flatMap((cloud) =>
        rowsByPurpose(
          report,
          own.filter((stack) => stack.place === "account" && stack.origin === origin && stack.cloud === cloud),
          (purpose) => [title(`${originWords[origin]} ${purpose} account`), cloudWords[cloud], "no region"],
        ),
      ),
    ]),
  ].map((row, index) => ({ ...row, isFirst: index === 0 }));
};

/** Environments, sites and layers: how many resources each stack makes, with a link to it. */
export const matrixSection = (report: Report): Html =>
  html`<section aria-labelledby="matrix" data-group>
    <h2 id="matrix">Sites and layers</h2>
    <p>Each number is a stack, and says how many resources it makes. Layers stand in the order in which they are applied.</p>
    ${table("Sites and layers", {
      caption: "Resources by site and layer",
      style: "matrix",
      columns: [
        { title: "environment and site" },
        { title: "role or cloud" },
        { title: "lies in" },
        ...columnsOf(report).map((layer) => ({ title: layer, isNumber: true, id: `layer-${layer}` })),
        { title: "all", isNumber: true },
      ],
      rows: report.environments.flatMap((environment) => environmentRows(report, environment)),
    })}
  </section>`;

/** Resource types: how many of each, by environment, and in which stacks. */
export const typesSection = (report: Report): Html => {
  const types = [...new Set(report.stacks.flatMap(({ resources }) => Object.keys(resources)))].sort();
  const sum = (stacks: readonly ReportStack[], type: string): number =>
    stacks.reduce((all, { resources }) => all + (resources[type] ?? 0), 0);
  return html`<section aria-labelledby="types" data-group>
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
