// What was read, beside the text: contradictions first, then figures, then records. Choosing a figure changes no list.

const MOST_ROWS = 400; // over all documents; within one, all figures are listed
let rows = new Map(); // "document figure" -> its row
let order = []; // the figures listed, for j and k

const rowName = (document, figure) => `${document} ${figure}`;

function drawLists(docs, current) {
  rows = new Map();
  order = [];
  drawFindings(docs, current);
  drawFigures(docs);
  drawRecords(current);
  drawCount(docs);
}

function section(place, title, count, children) {
  const open = !place.querySelector("details") || place.querySelector("details").open;
  put(place, node("details", { open }, node("summary", {}, node("h2", {}, title), node("span", { class: "badge" }, String(count))), children));
}

function drawFindings(docs, current) {
  const told = index.findings
    .map((finding, n) => ({ finding, n }))
    .filter(({ finding }) => state.everywhere || finding.figures.some(([d]) => d === current.number))
    .filter(({ finding }) => !filters.finding || filters.finding === "any" || finding.kind === filters.finding);
  const looked = Object.values(index.relations).reduce((sum, [checked]) => sum + checked, 0);
  const none = node("p", { class: "none" }, looked ? t("no_findings_looked", { n: looked }) : t("no_findings"));
  section(by("findings"), t("findings"), told.length, told.length
    ? node("ul", { class: "findings" }, told.map(({ finding, n }) => findingRow(finding, n, current)))
    : none);
}

function findingRow(finding, n, current) {
  const about = [finding.program, finding.years.join("、")].filter(Boolean).join(" · ");
  const first = finding.figures.find(([d]) => d === current.number) || finding.figures[0];
  const head = button("", { class: "finding", "data-finding": n, onclick: () => first && chooseFinding(n, first) },
    node("span", { class: "line1" },
      node("b", { class: `severity ${finding.severity}` }, t(`severity.${finding.severity}`)),
      node("span", { class: "kind" }, word("kind", finding.kind)),
      about && node("small", {}, about)),
    node("span", { class: "message" }, (language === "en" && finding.message_en) || finding.message));
  return node("li", {}, head, node("p", { class: "links" }, finding.figures.map(([d, figure]) => figureLink(d, figure))));
}

// A way to a figure of any document; what it says is filled in when its document is open.
function figureLink(number, figure, label = null) {
  const link = button(label || "…", { class: "link figure-link", onclick: () => choose(number, figure, "link") });
  if (!label) {
    documentAt(number).then((doc) => {
      const s = doc.statistics[figure];
      const year = s.period.end ? `${s.period.end.slice(0, 4)} · ` : "";
      link.textContent = `${year}${s.evidence.text.replace(/\s+/g, "")}`;
      if (number !== state.number) link.title = doc.title || doc.document;
    });
  }
  return link;
}

function drawFigures(docs) {
  const list = node("ul", { class: "figures" });
  let all = 0;
  for (const doc of docs) {
    const fitting = doc.statistics.map((_, i) => i).filter((i) => fits(doc, i));
    all += fitting.length;
    if (!fitting.length || (docs.length > 1 && order.length >= MOST_ROWS)) continue;
    if (docs.length > 1) list.append(node("li", { class: "of" }, doc.title || doc.document));
    for (const figure of fitting) {
      if (docs.length > 1 && order.length >= MOST_ROWS) break;
      list.append(figureRow(doc, figure));
      order.push([doc.number, figure]);
    }
  }
  state.fitting = all;
  const none = docs.some((doc) => doc.statistics.length) ? t("none_left") : t("no_figures");
  section(by("statistics"), t("figures"), all, all ? list : node("p", { class: "none" }, none));
}

function figureRow(doc, figure) {
  const s = doc.statistics[figure];
  const row = button("", { class: `row r-${s.role}`, "data-s": figure, "data-d": doc.number, tabindex: "-1" },
    node("span", { class: "value" }, node("b", {}, grouped(s.value)), ` ${s.unit}`),
    node("span", { class: "tags" },
      doc.findings.has(figure) && node("i", { class: "flag", title: t("findings") }, "!"),
      node("span", { class: "role", "data-glyph": glyphOf(s) }, t(`role.${s.role}`)),
      node("i", { class: "verdict" })),
    node("span", { class: "what" }, topicWords(s)),
    node("span", { class: "when" }, periodWords(s.period)),
    sureness(s));
  const item = node("li", {}, row);
  rows.set(rowName(doc.number, figure), row);
  showVerdict(doc, figure);
  return item;
}

function sureness(s) {
  const level = s.confidence >= 0.9 ? "high" : s.confidence >= 0.7 ? "middle" : "low";
  const bar = node("i", {});
  bar.style.width = `${Math.round(100 * s.confidence)}%`;
  return node("span", { class: `sure ${level}`, title: `${t("confidence")} ${s.confidence}` }, bar);
}

const VERDICT = { accept: "✓", edit: "✎", reject: "✕" };

function showVerdict(doc, figure) {
  const decision = decisionOn(doc, figure);
  const action = decision ? decision.action : "";
  const row = rows.get(rowName(doc.number, figure));
  if (row) {
    row.dataset.state = action;
    const sign = row.querySelector(".verdict");
    sign.textContent = VERDICT[action] || "";
    sign.title = action ? t(`state.${action}`) : "";
  }
  if (doc.number === state.number) for (const mark of marks[figure] || []) mark.dataset.state = action;
}

const SHOWN_IN_RECORDS = ["households", "household_times", "persons", "person_times", "amount"];

function drawRecords(doc) {
  const list = doc.records.map((record) => node("li", { class: "record" },
    node("p", { class: "of" }, record.program ? record.program.name : record.subject || t("no_program"),
      node("small", {}, [record.region, periodWords(record.period)].filter(Boolean).join(" · "))),
    node("p", { class: "links" }, record.statistics.filter((id) => doc.byId.has(id)).map((id) => recordLink(doc, doc.byId.get(id))))));
  section(by("records"), t("records"), list.length, node("ul", { class: "records" }, list));
}

function recordLink(doc, figure) {
  const s = doc.statistics[figure];
  const label = SHOWN_IN_RECORDS.includes(s.measure) ? word("measure", s.measure) : s.subject || word("measure", s.measure);
  return button("", { class: "cell", onclick: () => choose(doc.number, figure, "link") }, node("small", {}, label), node("b", {}, figureWords(s)));
}

function drawCount(docs) {
  const all = docs.reduce((sum, doc) => sum + doc.statistics.length, 0);
  const more = order.length < state.fitting ? ` · ${t("count_more", { n: order.length })}` : "";
  by("count").textContent = t("count", { n: state.fitting, all }) + more;
  by("reset").hidden = !filtering();
}

// Figures that the filters leave out stay in the text, faintly.
function dimMarks(doc) {
  const any = filtering();
  marks.forEach((nodes, figure) => {
    const out = any && !fits(doc, figure);
    for (const mark of nodes) if (mark.classList.contains("out") !== out) mark.classList.toggle("out", out);
  });
}
