// The state of the page and what changes it. A choice touches the few nodes that it concerns and draws one figure.

const state = { number: 0, doc: null, figure: null, finding: null, everywhere: false, fitting: 0, wanted: 0 };

async function choose(number, figure, from) {
  if (number !== state.number) await openDocumentAt(number, figure);
  if (number !== state.number) return;
  const { doc } = state;
  unmark();
  state.figure = figure;
  if (from !== "finding") state.finding = null;
  for (const mark of marks[figure] || []) mark.setAttribute("aria-current", "true");
  const row = rows.get(rowName(doc.number, figure));
  if (row) row.setAttribute("aria-current", "true");
  focusable(doc, figure);
  drawDetail(doc, figure);
  tintSentence(doc, doc.statistics[figure]);
  markFinding();
  reveal(from);
  announce(doc, figure, from);
  if (from === "source" || from === "list" || from === "link") view("detail", from);
  setAddress();
}

function unmark() {
  for (const mark of marks[state.figure] || []) mark.removeAttribute("aria-current");
  const row = rows.get(rowName(state.number, state.figure));
  if (row) row.removeAttribute("aria-current");
}

// One stop of the tab key in the text and one in the list: the chosen figure, else the first.
let stops = [];
function focusable(doc, figure) {
  for (const stop of stops) stop.setAttribute("tabindex", "-1");
  stops = [marks[figure] && marks[figure][0], rows.get(rowName(doc.number, figure))].filter(Boolean);
  if (!stops.length && order.length) stops = [rows.get(rowName(...order[0]))];
  for (const stop of stops) stop.setAttribute("tabindex", "0");
}

// For who walks by keyboard: the focus goes along where it stood on a figure, and the choice is read out.
function announce(doc, figure, from) {
  if (from !== "key") return;
  const s = doc.statistics[figure];
  by("live").textContent = `${figureWords(s)}, ${t(`role.${s.role}`)}, ${topicWords(s)}`;
  const held = document.activeElement;
  const next = held.classList.contains("row") ? rows.get(rowName(doc.number, figure)) : held.classList.contains("fig") ? marks[figure][0] : null;
  if (next) next.focus({ preventScroll: true });
}

function reveal(from) {
  if (from !== "source") {
    const mark = (marks[state.figure] || []).find((one) => one.offsetParent !== null);
    if (mark) mark.scrollIntoView({ block: "center" });
  }
  if (from !== "list" && from !== "finding") {
    const row = rows.get(rowName(state.number, state.figure));
    if (row && row.offsetParent !== null) row.scrollIntoView({ block: "nearest" });
  }
}

let disputed = [];
function markFinding() {
  const figures = state.finding === null ? [] : index.findings[state.finding].figures;
  for (const mark of disputed) mark.classList.remove("disputed");
  disputed = figures.filter(([d]) => d === state.number).flatMap(([, i]) => marks[i]);
  for (const mark of disputed) mark.classList.add("disputed");
  for (const one of by("findings").querySelectorAll("[data-finding]")) {
    one.toggleAttribute("aria-current", Number(one.dataset.finding) === state.finding);
  }
}

async function chooseFinding(n, [number, figure]) {
  state.finding = n;
  await choose(number, figure, "finding");
  view("detail", "list");
}

function step(by_) {
  if (!order.length) return;
  const at = order.findIndex(([d, i]) => d === state.number && i === state.figure);
  const next = at < 0 ? (by_ > 0 ? 0 : order.length - 1) : Math.min(order.length - 1, Math.max(0, at + by_));
  choose(...order[next], "key");
}

async function decideHere(action) {
  const { doc, figure } = state;
  if (figure !== null && (await decide(doc, figure, action))) decided(doc, figure);
}

// After a decision the next figure that nobody has looked at yet is one key away; nothing moves by itself.
function decided(doc, figure) {
  showVerdict(doc, figure);
  if (doc === state.doc && figure === state.figure) drawDetail(doc, figure);
  drawProgress();
  const { action } = decisionOn(doc, figure) || { action: "none" };
  say(`${figureWords(doc.statistics[figure])} · ${t(`state.${action}`)}`);
}

function undoHere() {
  const { doc, figure } = state;
  if (figure === null || !canUndo(doc, figure)) return;
  undo(doc, figure);
  decided(doc, figure);
}

async function openDocumentAt(number, figure = null) {
  if (number < 0 || number >= index.documents.length) return;
  state.wanted = number;
  const doc = await documentAt(number);
  if (state.wanted !== number) return; // another one was asked for in the meantime
  state.number = number;
  state.doc = doc;
  state.figure = figure;
  await draw();
  by("source-scroll").scrollTop = 0;
}

// Everything of the document at hand, anew: on opening it, on a change of language.
async function draw() {
  const { doc } = state;
  drawSource(doc);
  drawPages(doc);
  by("views").hidden = doc.pages.length === 0;
  if (!doc.pages.length) showPages(false);
  drawLegend();
  by("document-title").textContent = doc.title || doc.document;
  by("document-menu").title = doc.document;
  by("document-place").textContent = index.documents.length > 1 ? t("document_place", { i: doc.number + 1, n: index.documents.length }) : "";
  document.querySelector(".picker").classList.toggle("single", index.documents.length + index.failed.length < 2);
  by("document-before").disabled = doc.number === 0;
  by("document-after").disabled = doc.number === index.documents.length - 1;
  doc.statistics.forEach((_, figure) => showVerdict(doc, figure));
  drawProgress();
  await filtersChanged(true);
  drawDetail(doc, state.figure);
}

async function inScope() {
  return state.everywhere ? Promise.all(index.documents.map((_, i) => documentAt(i))) : [state.doc];
}

async function filtersChanged(anew = false) {
  const docs = await inScope();
  if (anew === true) drawFilters(docs);
  drawLists(docs, state.doc);
  dimMarks(state.doc);
  const { figure } = state;
  const row = rows.get(rowName(state.number, figure));
  if (row) row.setAttribute("aria-current", "true");
  for (const mark of marks[figure] || []) mark.setAttribute("aria-current", "true");
  focusable(state.doc, figure);
  markFinding();
}

async function redraw() {
  await draw();
  if (state.figure !== null) choose(state.number, state.figure, "redraw");
}

function setLanguage(to) {
  language = to;
  remember("reportparse-review-language", to);
  translateFrame();
  if (state.doc) redraw();
}

function setAddress() {
  try {
    history.replaceState(null, "", `#${state.number + 1}-${state.doc.statistics[state.figure].id}`);
  } catch {
    // Some browsers let no file change its address; the page works without.
  }
}

// The sheet with the detail must not cover the figure that it tells of.
function keepInSight() {
  const [mark] = (marks[state.figure] || []).filter((one) => one.offsetParent !== null);
  const scroll = by("source-scroll").getBoundingClientRect();
  const sheet = by("detail").getBoundingClientRect();
  if (!mark || sheet.top <= scroll.top || sheet.left >= scroll.right) return;
  const place = mark.getBoundingClientRect();
  if (place.bottom > sheet.top - 8) by("source-scroll").scrollTop += place.bottom - (scroll.top + sheet.top) / 2;
}

// On a narrow screen one pane is shown at a time. A choice in the text shows its detail below, so the text stays.
function view(name, from = "") {
  if (from === "source") {
    document.body.classList.add("peek");
    keepInSight();
  } else {
    document.body.classList.remove("peek");
    document.body.dataset.view = name;
  }
  for (const tab of document.querySelectorAll("[data-go]")) tab.setAttribute("aria-pressed", String(tab.dataset.go === document.body.dataset.view));
}

start();
