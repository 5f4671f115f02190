import { zones } from "../../modules/core/words";
import { counted, html, table, type Html, type Row } from "./html";
import { cloudWords, originWords, placedSites, roleWords, siteAnchor, stackLink, stacksOfSite, type PlacedSite } from "./links";
import type { Report } from "./model";

const siteCell = (report: Report, placed: PlacedSite): Html => {
  const { environment, jurisdiction, site } = placed;
  const text = html`${environment.name} ${originWords[jurisdiction.origin]} ${site.key}`;
  return stacksOfSite(report, placed).length === 0
    ? html`${text} <span class="muted">from ${site.since}</span>`
    : html`<a href="#${siteAnchor(environment.name, jurisdiction.origin, site.key)}">${text}</a>`;
};

/** The address plan, site by site, those of later phases too: their addresses are taken already. */
export const addressesSection = (report: Report): Html =>
  html`<section aria-labelledby="addresses" data-group>
    <h2 id="addresses">Addresses</h2>
    <p>A site has one block for as long as it lives. Sites of later phases are listed too, for their addresses are taken.</p>
    ${table("Addresses", {
      caption: "Address plan by site",
      style: "codes",
      columns: [
        ...["site", "role", "block"].map((title) => ({ title, isNumber: title === "block" })),
        ...["all but pods", ...zones.map((zone) => `zone ${zone}`), "vault network", "pods"].map((title) => ({ title })),
        { title: "network stack" },
      ],
      rows: placedSites(report).map((placed): Row => {
        const { site } = placed;
        const network = stacksOfSite(report, placed).find(({ layer }) => layer === "network");
        const { addresses } = site;
        return {
          cells: [
            siteCell(report, placed),
            roleWords[site.role],
            site.addressBlock,
            ...[addresses.site, ...zones.map((zone) => addresses.zones[zone]), addresses.vaultNetwork, addresses.pods].map(
              (cidr) => html`<code>${cidr}</code>`,
            ),
            network === undefined ? "" : stackLink(network.name, "network"),
          ],
        };
      }),
    })}
  </section>`;

/** Where everything lies, and what may lie outside by the closed list of exceptions. */
export const residencySection = (report: Report): Html => {
  const homes = ["eu", "mena", "neutral", "global"] as const;
  const origins = ["eu", "mena", "global"] as const;
  return html`<section aria-labelledby="residency" data-group>
    <h2 id="residency">Residency</h2>
    <p>Data stays where it comes from; only backups lie in a neutral place. What has no region stands on a closed list of exceptions.</p>
    ${table("Where stacks lie", {
      caption: "Stacks by whose data they hold and where they lie",
      isSearched: false,
      style: "fitted",
      columns: [
        { title: "data of" },
        ...homes.map((home) => ({ title: home === "global" ? "no region" : `in ${originWords[home]}`, isNumber: true })),
      ],
      rows: origins.map((origin) => ({
        cells: [
          origin === "global" ? "the edge" : originWords[origin],
          ...homes.map((home) => report.stacks.filter((stack) => stack.origin === origin && stack.jurisdiction === home).length),
        ],
      })),
    })}
    ${table("Regions", {
      caption: "Sites and the countries in which they lie",
      columns: ["site", "role", "cloud", "region", "country", "lies in"].map((title) => ({ title })),
      rows: placedSites(report).map((placed) => ({
        cells: [
          siteCell(report, placed),
          roleWords[placed.site.role],
          cloudWords[placed.site.cloud],
          placed.site.regionName,
          placed.site.country,
          originWords[placed.site.jurisdiction],
        ],
      })),
    })}
    <div data-group>
      <h3 id="exceptions">Exceptions in use</h3>
      ${report.exceptions.length === 0 ? html`<p>None.</p>` : undefined}
      ${report.exceptions.map(
        ({ id, cloud, reason, most, source, uses }) =>
          html`<details class="stack exception" data-find>
            <summary>
              <strong>${id}</strong> <span class="name">${reason}</span>
              <span class="count">${counted(new Set(uses.map(({ stack }) => stack)).size, "stack")}</span>
            </summary>
            <div id="exception-${id}" class="body">
              <dl class="facts">
                <div>
                  <dt>cloud</dt>
                  <dd>${cloudWords[cloud]}</dd>
                </div>
                <div>
                  <dt>at most gets there</dt>
                  <dd>${most}</dd>
                </div>
                <div>
                  <dt>source</dt>
                  <dd>${sourceLink(source)}</dd>
                </div>
              </dl>
              <ul class="outputs">
                ${uses.map(({ stack, address, uses: count }) => html`<li>${stackLink(stack)} <code>${address}</code>${count === 1 ? "" : ` and ${String(count - 1)} more of its type`}</li>`)}
              </ul>
            </div>
          </details>`,
      )}
    </div>
  </section>`;
};

const sourceLink = (source: string): Html => {
  const [, link = "", rest = ""] = /^(https:\/\/[^\s,;]+)(.*)$/.exec(source) ?? [];
  return link === "" ? html`${source}` : html`<a href="${link}" rel="noreferrer">${link.replace("https://", "")}</a>${rest}`;
};
