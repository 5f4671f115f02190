/** The page's own script: search, and details that open for printing. Without it everything can still be read. */
export const script = `
(() => {
  const form = document.querySelector("form.search");
  const box = document.getElementById("search");
  const found = document.getElementById("found");
  const items = [...document.querySelectorAll("[data-find]")].map((item) => [item, item.textContent.toLowerCase()]);
  const groups = [...document.querySelectorAll("[data-group]")];
  const find = () => {
    const words = box.value.toLowerCase().split(/\\s+/).filter((word) => word !== "");
    let count = 0;
    for (const [item, text] of items) {
      const fits = words.every((word) => text.includes(word));
      item.hidden = !fits;
      if (fits) count += 1;
    }
    for (const group of groups) group.hidden = words.length > 0 && group.querySelector("[data-find]:not([hidden])") === null;
    found.textContent = words.length === 0 ? "" : count + " of " + items.length;
  };
  const show = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target === null || target.closest("[hidden]") === null) return;
    box.value = "";
    find();
    target.scrollIntoView();
  };
  form.hidden = false;
  box.addEventListener("input", find);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", show);
  for (const map of document.querySelectorAll(".map svg")) {
    const point = (event) => {
      const name = event.target.closest("[data-node]")?.dataset.node;
      map.classList.toggle("pointing", name !== undefined);
      for (const line of map.querySelectorAll(".line")) line.classList.toggle("on", line.dataset.from === name || line.dataset.to === name);
    };
    for (const kind of ["pointerover", "focusin"]) map.addEventListener(kind, point);
    for (const kind of ["pointerleave", "focusout"]) map.addEventListener(kind, () => map.classList.remove("pointing"));
  }
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.stack:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
})();
`;
