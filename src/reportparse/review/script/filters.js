// Which figures are shown: by program, role, confidence, findings, review, and words.

const NONE = "~";
const filters = { program: "", role: "", confidence: "", finding: "", state: "", query: "" };
const CONFIDENCE = { high: [0.9, 1.01], middle: [0.7, 0.9], low: [-1, 0.7] };

function fits(doc, figure) {
  const s = doc.statistics[figure];
  if (filters.program && (s.program ? s.program.code : NONE) !== filters.program) return false;
  if (filters.role && s.role !== filters.role) return false;
  if (filters.confidence) {
    const [least, most] = CONFIDENCE[filters.confidence];
    if (s.confidence < least || s.confidence >= most) return false;
  }
  if (filters.finding) {
    const kinds = (doc.findings.get(figure) || []).map((n) => index.findings[n].kind);
    if (!kinds.length || (filters.finding !== "any" && !kinds.includes(filters.finding))) return false;
  }
  if (filters.state) {
    const decision = decisionOn(doc, figure);
    if ((decision ? decision.action : "none") !== filters.state) return false;
  }
  return !filters.query || textToSearch(doc, figure).includes(filters.query.toLowerCase());
}

const searched = new WeakMap();
function textToSearch(doc, figure) {
  const s = doc.statistics[figure];
  if (!searched.has(s)) {
    const parts = [s.value, s.unit, s.evidence.text, s.subject, s.program && s.program.name, sentenceOf(doc, s), s.id];
    searched.set(s, `${s.value}${s.unit} ${parts.filter(Boolean).join(" ")}`.toLowerCase());
  }
  return searched.get(s);
}

function filtering() {
  return Object.values(filters).some(Boolean);
}

const SELECTS = ["program", "role", "confidence", "finding", "state"];

// The choices that there are among these documents, most frequent first where that tells something.
function choicesOf(docs) {
  const programs = new Map();
  const roles = new Set();
  const kinds = new Set();
  for (const doc of docs) {
    for (const [figure, s] of doc.statistics.entries()) {
      const code = s.program ? s.program.code : NONE;
      programs.set(code, { name: programWords(s), count: (programs.get(code)?.count || 0) + 1 });
      roles.add(s.role);
      for (const n of doc.findings.get(figure) || []) kinds.add(index.findings[n].kind);
    }
  }
  const named = [...programs].sort((a, b) => (a[0] === NONE) - (b[0] === NONE) || b[1].count - a[1].count);
  return {
    program: named.map(([code, { name, count }]) => [code, `${name} ${count}`]),
    role: ["actual", "target", "standard", "threshold", "change", "prior"].filter((r) => roles.has(r)).map((r) => [r, t(`role.${r}`)]),
    confidence: Object.keys(CONFIDENCE).map((c) => [c, t(`confidence_${c}`)]),
    finding: [["any", t("any_finding")], ...[...kinds].sort().map((k) => [k, word("kind", k)])],
    state: ["none", "accept", "edit", "reject"].map((s) => [s, t(`state.${s}`)]),
  };
}

function drawFilters(docs) {
  const choices = choicesOf(docs);
  for (const name of SELECTS) {
    if (filters[name] && !choices[name].some(([value]) => value === filters[name])) filters[name] = "";
  }
  put(by("selects"), SELECTS.map((name) => selectOf(name, choices[name])));
}

function selectOf(name, choices) {
  const label = t(`filter_${name}`);
  const select = node("select", { "aria-label": label, "data-filter": name },
    node("option", { value: "" }, label),
    choices.map(([value, words]) => node("option", { value }, words)));
  select.value = filters[name];
  select.classList.toggle("set", filters[name] !== "");
  select.addEventListener("change", () => {
    filters[name] = select.value;
    select.classList.toggle("set", filters[name] !== "");
    filtersChanged();
  });
  return select;
}

function resetFilters() {
  for (const name of Object.keys(filters)) filters[name] = "";
  by("query").value = "";
  for (const select of by("selects").children) {
    select.value = "";
    select.classList.remove("set");
  }
  filtersChanged();
}
