import { counted, html, joined, type Content, type Html } from "./html";
import { cloudWords, originWords, roleWords, shortName, siteAnchor, stackLink } from "./links";
import type { Report, ReportEnvironment, ReportStack } from "./model";

/** Every stack with its resources and contracts, by environment and place. */
export const stacksSection = (report: Report): Html =>
  html`<section aria-labelledby="stacks" data-group>
    <h2 id="stacks">Stacks</h2>
    <p>One Terraform root module each, with a state of its own. They stand in the order in which they are applied.</p>
    ${report.environments.map((environment) => environmentPart(report, environment))}
  </section>`;

const environmentPart = (report: Report, environment: ReportEnvironment): Html => {
  const own = report.stacks.filter((stack) => stack.environment === environment.name);
  const part = (title: Content, stacks: readonly ReportStack[], id?: string): Html | undefined =>
    stacks.length === 0
      ? undefined
      : html`<section class="group" data-group>
          <h4${id === undefined ? undefined : html` id="${id}"`}>${title}</h4>
          ${stacks.map(stackPart)}
        </section>`;
  return html`<section data-group>
    <h3 id="stacks-${environment.name}">${environment.name}</h3>
    ${part(
      "Edge",
      own.filter(({ place }) => place === "edge"),
    )}
    ${part(
      html`States of the edge <span class="muted">${own.find(({ place }) => place === "edge-home")?.site}</span>`,
      own.filter(({ place }) => place === "edge-home"),
    )}
    ${environment.jurisdictions.map(({ origin, sites }) => {
      const ofOrigin = own.filter((stack) => stack.origin === origin);
      return [
        part(
          html`${originWords[origin]} accounts`,
          ofOrigin.filter(({ place }) => place === "account"),
        ),
        ...sites.map(({ key, cloud, region, regionName, role }) =>
          part(
            html`${originWords[origin]} ${roleWords[role]} <span class="muted">${cloudWords[cloud]} ${region}, ${regionName}</span>`,
            ofOrigin.filter(({ place, site }) => place === "site" && site === key),
            siteAnchor(environment.name, origin, key),
          ),
        ),
      ];
    })}
  </section>`;
};

/** The anchor is inside, so that a link to it opens the details without a script. */
const stackPart = (stack: ReportStack): Html =>
  html`<details class="stack" data-find>
    <summary>
      <strong>${stack.layer}</strong> <span class="name">${stack.name}</span>
      <span class="count">${counted(stack.resourceCount, "resource")}</span>
    </summary>
    <div id="${stack.name}" class="body">
      <dl class="facts">
        ${fact("cloud", cloudWords[stack.cloud])} ${fact("region", stack.region)} ${fact("account", stack.account)}
        ${fact("purpose", stack.purpose)} ${fact("phase", stack.phase)} ${fact("wave", stack.wave)}
        ${fact("state", html`<code>${stack.state}</code>`)}
        ${fact(
          "providers",
          joined(
            Object.entries(stack.providers).map(([name, { version }]) => `${name} ${version}`),
            ", ",
          ),
        )}
        ${fact("comes after", linksTo(stack, stack.dependsOn))} ${fact("needed by", linksTo(stack, stack.neededBy))}
        ${fact(
          "reads",
          orNothing(
            joined(
              Object.entries(stack.reads).map(([layer, source]) => html`${layer} of ${stackLink(source, shortName(source, stack))}`),
              ", ",
            ),
          ),
        )}
        ${fact("read by", linksTo(stack, stack.readBy))}
      </dl>
      ${resourcePart(stack)} ${outputPart(stack)}
    </div>
  </details>`;

const fact = (term: string, value: Content): Html =>
  html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`;

const orNothing = (contents: readonly Content[]): Content => (contents.length === 0 ? html`<span class="muted">nothing</span>` : contents);

const linksTo = (stack: ReportStack, names: readonly string[]): Content =>
  orNothing(
    joined(
      names.map((name) => stackLink(name, shortName(name, stack))),
      ", ",
    ),
  );

const resourcePart = ({ resources, layer }: ReportStack): Html =>
  html`<p class="label">Resources by type</p>
    <ul class="types" aria-label="resources of ${layer}">
      ${Object.entries(resources)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([type, count]) => html`<li><code>${type}</code> <span class="times">${count}</span></li>`)}
    </ul>`;

const outputPart = ({ outputs }: ReportStack): Html | undefined => {
  const entries = Object.entries(outputs).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return undefined;
  return html`<p class="label">Contract: what later layers may read</p>
    <ul class="outputs">
      ${entries.map(
        ([name, { description, dataClass }]) => html`<li><code>${name}</code> ${description} <span class="class">${dataClass}</span></li>`,
      )}
    </ul>`;
};
