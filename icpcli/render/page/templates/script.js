(() => {
  "use strict";
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const open = () => {
    const row = location.hash && document.getElementById(location.hash.slice(1));
    const details = row && row.matches("tr") && row.querySelector("details");
    if (details) {
      row.hidden = false;
      details.open = true;
      details.querySelector("summary").focus({ preventScroll: true });
    }
  };
  addEventListener("hashchange", open);

  const table = document.querySelector("table.all");
  const bar = document.querySelector(".filters");
  if (!table || !bar) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const order = new Map(rows.map((row, n) => [row, n]));
  const ranks = ["overdue", "critical", "warning", "upcoming", "undated", "waived"];
  const selects = all("select", bar);
  const search = bar.querySelector("input");
  const clear = bar.querySelector("[data-do=clear]");
  const opener = bar.querySelector("[data-do=open]");
  const texts = new Map();
  const text = (row) => {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  };

  const filter = () => {
    const asked = Object.fromEntries(selects.map((one) => [one.dataset.by, one.value]));
    const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      row.hidden =
        (asked.status && !row.classList.contains(asked.status)) ||
        (asked.company && row.dataset.c !== asked.company) ||
        (asked.license && row.dataset.l !== asked.license) ||
        !words.every((word) => text(row).includes(word));
      shown += !row.hidden;
    }
    clear.hidden = !words.length && selects.every((one) => !one.value);
    bar.querySelector("output").textContent = bar.dataset.shown
      .replace("{n}", shown)
      .replace("{all}", rows.length);
  };
  selects.forEach((one) => one.addEventListener("change", filter));
  search.addEventListener("input", filter);
  clear.addEventListener("click", () => {
    selects.forEach((one) => (one.value = ""));
    search.value = "";
    filter();
    selects[0].focus();
  });
  opener.addEventListener("click", () => {
    const closed = opener.textContent === opener.dataset.open;
    rows.filter((row) => !row.hidden).forEach((row) => (row.querySelector("details").open = closed));
    opener.textContent = closed ? opener.dataset.close : opener.dataset.open;
  });
  all(".tiles a[href='#deadlines']").forEach((tile) =>
    tile.addEventListener("click", () => {
      const select = selects.find((one) => one.dataset.by === "status");
      const known = [...select.options].some((one) => one.value === tile.dataset.status);
      if (known) select.value = tile.dataset.status;
      filter();
    })
  );

  const keys = {
    status: (row) => ranks.findIndex((one) => row.classList.contains(one)),
    day: (row, n) => (row.cells[n].querySelector("time") || {}).textContent || "9999",
    text: (row, n) => row.cells[n].textContent,
  };
  const lang = document.documentElement.lang;
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, lang));
  const heads = all("th[data-sort]", table);
  heads.forEach((head) => {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", `${bar.dataset.sort} ${head.textContent}`);
    head.classList.add("sortable");
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((one) => one.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const n = head.cellIndex;
      const key = keys[head.dataset.sort];
      const known = new Map(rows.map((row) => [row, key(row, n)]));
      const sorted = [...rows].sort((a, b) => {
        const found = compare(known.get(a), known.get(b));
        return (down ? -found : found) || order.get(a) - order.get(b);
      });
      body.append(...sorted);
    });
  });
  bar.hidden = false;
  filter();
  open();
})();
