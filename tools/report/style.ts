/** The page's style: one column of calm text and wide tables, in the reader's own scheme of colours, and on paper. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf8; --card: #ffffff; --sunk: #f3f1ec; --ink: #1d232b; --soft: #565e69; --line: #ddd9d0;
  --link: #175a8c; --focus: #b3470f; --mark: #e9f1f7;
  --aws: #9a4a06; --google: #1b6b3c; --cloudflare: #7a3fa0; --vault: #8a1f4b;
  --request: #b3470f; --contract: #2f74a8; --order: #8d8778;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --card: #1b1f25; --sunk: #20252c; --ink: #e8e5de; --soft: #a9b0ba; --line: #343b45;
    --link: #8cc3ee; --focus: #f2a56b; --mark: #20303d;
    --aws: #f0b074; --google: #86d3a3; --cloudflare: #cfa8ea; --vault: #f093b8;
    --request: #f2a56b; --contract: #6fb1e2; --order: #78818e;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 Inter, "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; }
code { font: .86em/1.4 "JetBrains Mono", ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
[hidden] { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.markers { position: absolute; }
.muted { color: var(--soft); font-weight: 400; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--card); padding: .5rem 1rem; z-index: 3; }
.skip:focus { top: .5rem; }
.title, main, footer, .bar > * { max-width: 88rem; }
header.top { display: contents; }
.title { margin: 0 auto; padding: 2.6rem 1.5rem 1.2rem; }
.title p { margin: .2rem 0 0; color: var(--soft); }
h1, h2, h3, h4 { line-height: 1.25; letter-spacing: -.012em; text-wrap: balance; }
h1 { margin: 0; font-size: 2.1rem; font-weight: 650; letter-spacing: -.022em; }
h2 { margin: 3.6rem 0 .4rem; font-size: 1.45rem; font-weight: 640; }
h3 { margin: 2rem 0 .7rem; font-size: 1.12rem; font-weight: 640; }
h3 .muted, h4 .muted { margin-left: .5rem; font-size: .92em; letter-spacing: 0; }
h4 { margin: 1.4rem 0 .5rem; font-size: .98rem; font-weight: 620; }
p { max-width: 46rem; margin: .3rem 0 1rem; }
.bar { position: sticky; top: 0; z-index: 2; background: var(--paper); border-bottom: 1px solid var(--line); padding: .55rem max(1.5rem, calc((100vw - 85rem) / 2)); display: flex; flex-wrap: wrap; gap: .4rem 1.6rem; align-items: center; justify-content: space-between; }
.bar ul { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; margin: 0; padding: 0; list-style: none; }
.bar nav a { display: inline-block; padding: .2rem 0; text-decoration: none; color: var(--ink); font-size: .93rem; }
.bar nav a:hover { text-decoration: underline; }
.search { display: flex; align-items: center; gap: .6rem; font-size: .93rem; }
.search input { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: 6px; padding: .3rem .6rem; width: 17rem; max-width: 60vw; }
.search input::placeholder { color: var(--soft); opacity: 1; }
.search output { color: var(--soft); white-space: nowrap; }
main { display: block; margin: 0 auto; padding: 0 1.5rem 3rem; }
main > section:first-child h2 { margin-top: 1.6rem; }
footer { margin: 0 auto; padding: 1rem 1.5rem 3rem; color: var(--soft); font-size: .9rem; }
.scroll { position: relative; overflow-x: auto; margin: .8rem 0 1.6rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
.maps { display: flex; flex-wrap: wrap; gap: 0 1.5rem; } .maps > section { flex: 1 1 auto; min-width: min(100%, 20rem); max-width: 100%; }
.scroll.map { padding: 1rem; } .scroll.map svg { display: block; margin: 0 auto; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.6rem; padding: 0; margin: 0; list-style: none; color: var(--soft); font-size: .9rem; }
.legend svg { vertical-align: middle; margin-right: .3rem; overflow: visible; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; line-height: 1.45; }
caption { text-align: left; padding: .7rem .9rem .5rem; color: var(--soft); font-size: .88rem; }
th, td { text-align: left; vertical-align: top; padding: .38rem .9rem; border-top: 1px solid var(--line); }
thead th { font-weight: 560; color: var(--soft); white-space: nowrap; background: var(--sunk); vertical-align: bottom; }
tbody th { font-weight: 540; }
.number { text-align: right; }
.matrix th, .matrix td { padding-left: .55rem; padding-right: .55rem; white-space: nowrap; }
.codes td, .codes th { white-space: nowrap; }
tbody tr:hover > * { background: var(--mark); }
:target { scroll-margin-top: 6.5rem; }
th:target, tr:target > * { background: var(--mark); }
ul.ports, ul.types, ul.outputs, details.inline ul { list-style: none; margin: 0; padding: 0; }
ul.ports code, .whole { white-space: nowrap; } table.flows td { min-width: 8.5rem; } table.fitted { width: auto; }
tr.first > * { border-top-color: var(--soft); }
.group { margin: 0 0 1rem; }
details.stack { background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin: .35rem 0; }
details.stack > summary { display: flex; flex-wrap: wrap; gap: .1rem .9rem; align-items: baseline; padding: .5rem .9rem; cursor: pointer; list-style: none; }
details.stack > summary::before { content: "+"; color: var(--soft); width: .8rem; font-weight: 500; }
details.stack[open] > summary::before { content: "\\2212"; }
details.stack > summary::-webkit-details-marker { display: none; }
details.stack > summary strong { min-width: 6.5rem; font-weight: 600; }
details.stack > summary .name { color: var(--soft); font-size: .9rem; flex: 1 1 12rem; overflow-wrap: anywhere; }
details.stack > summary .count { font-size: .9rem; }
details.stack:has(:target) { border-color: var(--link); box-shadow: 0 0 0 1px var(--link); }
details.inline > summary { cursor: pointer; color: var(--link); white-space: nowrap; }
.body { padding: .2rem .9rem 1rem 2.6rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .5rem 1.6rem; margin: .4rem 0 .8rem; font-size: .9rem; }
dt { color: var(--soft); font-size: .85rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.label { margin: .9rem 0 .3rem; color: var(--soft); font-size: .85rem; }
ul.types { columns: 19rem auto; column-gap: 2rem; font-size: .9rem; }
ul.types li { break-inside: avoid; display: flex; justify-content: space-between; gap: 1rem; border-bottom: 1px dotted var(--line); }
ul.outputs { font-size: .9rem; }
ul.outputs li { padding: .12rem 0; }
.class { color: var(--soft); border: 1px solid var(--line); border-radius: 4px; padding: 0 .35rem; font-size: .8rem; white-space: nowrap; }
svg text { font: 13px Inter, "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif; fill: var(--ink); }
svg .where { font-size: 12px; font-weight: 400; fill: var(--soft); }
svg .title { font-weight: 620; }
svg .role { font-weight: 620; }
svg .middle { text-anchor: middle; }
svg .tier { fill: var(--soft); font-weight: 540; }
svg .count { text-anchor: end; fill: var(--soft); font-size: 12px; }
svg .on-card { paint-order: stroke; stroke: var(--card); stroke-width: 5px; stroke-linejoin: round; }
svg .on-sunk { paint-order: stroke; stroke: var(--sunk); stroke-width: 5px; stroke-linejoin: round; }
.frame { fill: none; stroke: var(--line); }
.frame.edge, .frame.jurisdiction { fill: var(--sunk); }
.frame.neutral { fill: none; stroke: var(--soft); stroke-dasharray: 2 4; }
.frame.home { fill: var(--card); }
.frame.site { fill: var(--card); }
.frame.vault { stroke: var(--vault); stroke-width: 2; }
.users { fill: var(--card); stroke: var(--request); }
.box { fill: var(--paper); stroke: var(--soft); stroke-width: 1; }
.node.aws .box { stroke: var(--aws); }
.node.google .box { stroke: var(--google); }
.node.cloudflare .box { stroke: var(--cloudflare); }
.node:hover .box, .node:focus-visible .box { fill: var(--mark); stroke-width: 2; }
.line { fill: none; stroke-width: 1.2; }
.line.request { stroke: var(--request); stroke-width: 2; marker-end: url(#end-request); }
.line.contract { stroke: var(--contract); marker-end: url(#end-contract); }
.line.order { stroke: var(--order); stroke-dasharray: 3 3; marker-end: url(#end-order); }
.end.request { fill: var(--request); } .end.contract { fill: var(--contract); } .end.order { fill: var(--order); }
.pointing .line { opacity: .15; } .pointing .line.on { opacity: 1; stroke-width: 2.4; }
@media (max-width: 40rem) {
  .title { padding: 1.6rem 1rem .9rem; } main, footer { padding-left: 1rem; padding-right: 1rem; }
  .bar { position: static; padding: .5rem 1rem; } h1 { font-size: 1.6rem; } html { scroll-padding-top: 1rem; }
  .search { flex-wrap: wrap; } .search input { width: 100%; max-width: none; }
  .body { padding-left: .9rem; } .facts { grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); } :target { scroll-margin-top: 6.5rem; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --sunk: #fff; --ink: #000; --soft: #444; --line: #bbb; --link: #000; --mark: #fff; }
  body { font-size: 10pt; } .bar, .skip { display: none; } a { text-decoration: none; }
  .scroll { overflow: visible; border: 0; } .scroll.map { padding: 0; } .scroll.map svg { max-width: 100%; width: auto; height: auto; max-height: 85vh; }
  .maps { display: block; } .maps > section { break-inside: avoid; break-before: page; } .maps > section:first-child { break-before: auto; } .maps > section:first-child svg { max-height: 54vh; }
  details.stack::details-content { content-visibility: visible; block-size: auto; }
  tr, details.stack > summary, h2, h3, h4 { break-inside: avoid; } h2, h3, h4, summary { break-after: avoid; }
  main > section { break-before: page; } main > section:first-child { break-before: auto; }
  details.stack { border: 0; border-top: 1px solid var(--line); border-radius: 0; margin: 0; font-size: 8.5pt; box-shadow: none; }
  details.stack > summary { padding: .35rem 0 .1rem; } details.stack > summary::before { content: none; }
  .body { padding: 0 0 .5rem; } .facts { grid-template-columns: repeat(4, 1fr); gap: .15rem 1rem; font-size: 8pt; margin: .2rem 0; } .label { margin: .3rem 0 .1rem; }
  ul.types { columns: 4; font-size: 7.5pt; } ul.outputs { columns: 2; font-size: 7.5pt; } ul.outputs li { padding: 0; break-inside: avoid; } .class { border: 0; padding: 0; }
  table { font-size: 7.5pt; } th, td { padding: .15rem .35rem; white-space: normal; }
}
`;
