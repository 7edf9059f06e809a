// Two languages. Words come from words.toml by way of the index; what a document says is never translated.

let language = "zh";

function t(key, filled = {}) {
  const both = index.words[key];
  const told = both ? both[language === "zh" ? 0 : 1] : key.slice(key.indexOf(".") + 1);
  return told.replace(/\{(\w+)\}/g, (slot, name) => (name in filled ? String(filled[name]) : slot));
}

// A key that plug-ins may add to has no words of ours: its own name must do.
function word(kind, name) {
  return t(`${kind}.${name}`);
}

function translateFrame() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
    if (node.tagName === "BUTTON") node.title = t(node.dataset.label);
  }
  for (const node of document.querySelectorAll("[data-hint]")) node.placeholder = t(node.dataset.hint);
  document.getElementById("language").textContent = t("language");
  document.getElementById("language").lang = language === "zh" ? "en" : "zh-CN";
}

function periodWords(period) {
  if (period.kind === "none") return "";
  if (period.kind === "as_of") return period.end || "";
  const { start, end } = period;
  if (!start || !end) return [start || "", end || ""].join("–");
  if (start.slice(0, 4) === end.slice(0, 4)) {
    const year = start.slice(0, 4);
    if (start.endsWith("-01-01") && end.endsWith("-12-31")) return language === "zh" ? `${year}年` : year;
    if (start.endsWith("-01-01") && end.endsWith("-06-30")) return language === "zh" ? `${year}年上半年` : `${year} H1`;
    if (start.endsWith("-07-01") && end.endsWith("-12-31")) return language === "zh" ? `${year}年下半年` : `${year} H2`;
  }
  return `${start} – ${end}`;
}

// 12345.60 -> 12,345.60: digits as they are, only parted.
function grouped(value) {
  const [, sign, whole, rest] = /^(-?)(\d+)(.*)$/.exec(value) || [null, "", value, ""];
  return sign + whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + rest;
}

function figureWords(s) {
  return s.unit ? `${grouped(s.value)} ${s.unit}` : grouped(s.value);
}

function programWords(s) {
  return s.program ? s.program.name : t("no_program");
}

// Program and subject, once where they are one.
function topicWords(s) {
  const name = s.program ? s.program.name : null;
  return [name, s.subject !== name && s.subject].filter(Boolean).join(" · ") || t("no_program");
}
