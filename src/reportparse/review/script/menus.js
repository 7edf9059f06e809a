// The bar at the top: documents, progress, what can be done with the whole.

function closeMenus() {
  for (const [menu, opener] of [["documents", "document-menu"], ["more-menu", "more"]]) {
    by(menu).hidden = true;
    by(opener).setAttribute("aria-expanded", "false");
  }
}

function toggleMenu(menu, opener) {
  const opening = by(menu).hidden;
  closeMenus();
  by(menu).hidden = !opening;
  by(opener).setAttribute("aria-expanded", String(opening));
  if (opening) by(menu).querySelector("input:not([hidden]), button").focus();
}

function drawDocuments() {
  const words = by("document-search").value.trim().toLowerCase();
  const told = new Map();
  for (const finding of index.findings) {
    for (const d of new Set(finding.figures.map(([number]) => number))) told.set(d, (told.get(d) || 0) + 1);
  }
  const items = index.documents.flatMap((one, number) =>
    words && ![one.title, one.document, one.region].some((part) => part && part.toLowerCase().includes(words)) ? [] : [documentItem(one, number, told.get(number) || 0)]);
  const failed = index.failed.map((one) => node("li", { class: "failed" },
    node("b", {}, one.document), node("small", {}, `${one.reason} · ${one.way_out}`)));
  put(by("document-list"), items, failed.length && !words ? [node("li", { class: "of" }, t("failed")), failed] : null);
}

function documentItem(one, number, findings) {
  const reviewed = reviewedIn(number);
  return node("li", {}, button("", {
    "aria-current": number === state.number ? "true" : null,
    onclick: () => {
      closeMenus();
      openDocumentAt(number);
    },
  },
  node("b", {}, one.title || one.document),
  node("small", {}, [one.document, findings && `${t("findings")} ${findings}`].filter(Boolean).join(" · ")),
  node("span", { class: "of-all" }, `${reviewed} / ${one.figures}`)));
}

function drawProgress() {
  const all = state.doc.statistics.length;
  const done = reviewedIn(state.number);
  by("progress").setAttribute("aria-label", t("progress", { n: done, all }));
  by("progress").querySelector("b").textContent = `${done} / ${all}`;
  by("progress").querySelector("i").style.width = all ? `${(100 * done) / all}%` : "0";
  const count = SAVE ? [...unsaved].filter((key) => decisions.has(key)).length : allDecisions().length;
  by("download").textContent = t(SAVE ? "save" : "download", { n: count });
  by("download").disabled = count === 0;
  by("save-file").disabled = allDecisions().length === 0;
}

function listen() {
  by("source").addEventListener("click", (event) => {
    const mark = event.target.closest("[data-s]");
    if (mark) choose(state.number, Number(mark.dataset.s), "source");
  });
  by("source").addEventListener("keydown", (event) => {
    const mark = event.target.closest(".fig[role=button]");
    if (!mark || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    choose(state.number, Number(mark.dataset.s), "source");
  });
  by("statistics").addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    if (row) choose(Number(row.dataset.d), Number(row.dataset.s), "list");
  });
  by("query").addEventListener("input", () => {
    filters.query = by("query").value.trim();
    filtersChanged();
  });
  by("everywhere").addEventListener("change", () => {
    state.everywhere = by("everywhere").checked;
    filtersChanged(true);
  });
  by("reset").addEventListener("click", resetFilters);
  by("as-text").addEventListener("click", () => showPages(false));
  by("as-pages").addEventListener("click", () => {
    showPages(true);
    reveal("list");
  });
  by("document-search").addEventListener("input", drawDocuments);
  by("document-menu").addEventListener("click", () => {
    drawDocuments();
    toggleMenu("documents", "document-menu");
  });
  by("document-before").addEventListener("click", () => openDocumentAt(state.number - 1));
  by("document-after").addEventListener("click", () => openDocumentAt(state.number + 1));
  by("more").addEventListener("click", () => toggleMenu("more-menu", "more"));
  by("more-menu").addEventListener("click", (event) => event.target.closest("button, a") && closeMenus());
  by("download").addEventListener("click", () => (SAVE ? savePatch() : downloadPatch()));
  by("save-file").addEventListener("click", downloadPatch);
  by("load").addEventListener("click", () => by("patch-file").click());
  by("patch-file").addEventListener("change", async () => {
    const [file] = by("patch-file").files;
    if (file) await loadPatch(await file.text());
    by("patch-file").value = "";
  });
  by("print").addEventListener("click", () => window.print());
  by("name").addEventListener("click", () => askName(true));
  by("name-cancel").addEventListener("click", () => by("name-dialog").close());
  by("name-form").addEventListener("submit", (event) => {
    if (by("name-input").value.trim()) return;
    event.preventDefault();
    by("name-input").focus();
  });
  by("help-button").addEventListener("click", help);
  by("language").addEventListener("click", () => setLanguage(language === "zh" ? "en" : "zh"));
  for (const tab of document.querySelectorAll("[data-go]")) tab.addEventListener("click", () => view(tab.dataset.go));
  addEventListener("storage", heard);
  addEventListener("beforeunload", (event) => atRisk() && event.preventDefault());
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".menu, #document-menu, #more")) closeMenus();
  });
}

// Where the page was when it was last looked at, or the first document.
function placeInAddress() {
  const found = /^#(\d+)-(.+)$/.exec(location.hash);
  const number = found ? Number(found[1]) - 1 : 0;
  return number >= 0 && number < index.documents.length ? [number, found && decodeURIComponent(found[2])] : [0, null];
}

async function start() {
  language = remembered("reportparse-review-language") === "en" ? "en" : "zh";
  await recall();
  translateFrame();
  listen();
  by("dataset").textContent = index.name;
  if (!index.documents.length) {
    by("document-title").textContent = t("no_document");
    by("download").hidden = true;
    drawDocuments();
    return;
  }
  by("upload").hidden = UPLOAD === null;
  if (UPLOAD !== null) by("upload").href = UPLOAD;
  by("scope").hidden = index.documents.length < 2;
  const [number, id] = placeInAddress();
  await openDocumentAt(number);
  const figure = id === null ? undefined : state.doc.byId.get(id);
  if (figure !== undefined) choose(number, figure, "address");
}
