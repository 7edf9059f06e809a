// Editing a figure: every field that a patch may change, checked before it becomes a decision.

const CHOICES = {
  measure: ["households", "household_times", "persons", "person_times", "amount", "count", "rate", "points", "ratio", "duration", "area", "length",
    "weight", "age", "other"],
  role: ["actual", "target", "standard", "threshold", "change", "prior"],
  bound: ["exact", "about", "at_least", "at_most"],
  direction: ["", "up", "down"],
  compare: ["", "yoy", "mom", "prior"],
  kind: ["flow", "as_of", "none"],
};
const WORDS = { kind: "period" };
const DATE = /^\d{4}-\d{2}-\d{2}$/;

function openForm() {
  const { doc, figure } = state;
  if (figure === null) return;
  view("detail");
  const s = doc.statistics[figure];
  const decision = decisionOn(doc, figure);
  const now = { ...readingOf(doc, s), ...(decision && decision.action === "edit" ? decision.changes : {}) };
  const form = node("form", { id: "edit", novalidate: true, onsubmit: (event) => { event.preventDefault(); submitForm(doc, figure); } },
    text("value", now.value, { inputmode: "decimal", autocomplete: "off" }), text("unit", now.unit, { list: "units" }), unitsOf(doc),
    choice("measure", now.measure), choice("role", now.role),
    programField(now.program), text("subject", now.subject, { wide: true }),
    choice("kind", now.period.kind), choice("bound", now.bound),
    text("start", now.period.start || "", { placeholder: "2020-01-01" }), text("end", now.period.end || "", { placeholder: "2020-12-31" }),
    choice("direction", now.direction || ""), choice("compare", now.compare || ""),
    text("per", now.per || "", { list: "pers" }), listOf("pers", "per"), text("region", now.region || "", { placeholder: t("own_region") }),
    totalField(doc, figure, now.part_of), text("note", (decision && decision.note) || "", { wide: true }),
    node("p", { class: "fault", role: "alert", id: "fault" }),
    node("p", { class: "buttons" },
      node("button", { type: "submit", class: "primary" }, t("save_edit")),
      button(t("cancel"), { onclick: () => closeForm() })));
  put(by("fields"), part(t("edit"), form));
  form.elements.value.focus();
  form.elements.value.select();
  by("fields").scrollIntoView({ block: "start" });
}

function field(name, control, wide = false) {
  return node("label", { class: wide ? "field wide" : "field" }, node("span", {}, t(`field.${name}`)), control);
}

function text(name, value, { wide = false, ...more } = {}) {
  const control = node("input", { name, type: "text", maxlength: "400", ...more });
  control.value = value;
  return field(name, control, wide);
}

// What has words may be chosen; anything else may still be written.
function listOf(id, kind) {
  const names = Object.keys(index.words).filter((key) => key.startsWith(`${kind}.`));
  return node("datalist", { id }, names.map((key) => node("option", { value: key.slice(kind.length + 1) }, t(key))));
}

function unitsOf(doc) {
  return node("datalist", { id: "units" }, [...new Set(doc.statistics.map((s) => s.unit))].sort().map((unit) => node("option", { value: unit })));
}

function choice(name, value) {
  const control = node("select", { name }, CHOICES[name].map((one) =>
    node("option", { value: one }, one ? word(WORDS[name] || name, one) : t("none"))));
  control.value = value;
  return field(name, control);
}

function programField(code) {
  const control = node("select", { name: "program" }, node("option", { value: "" }, t("no_program")),
    index.programs.map(([one, name]) => node("option", { value: one }, name)));
  if (code && !index.programs.some(([one]) => one === code)) control.append(node("option", { value: code }, code));
  control.value = code || "";
  return field("program", control, true);
}

function totalField(doc, figure, total) {
  const control = node("select", { name: "part_of" }, node("option", { value: "" }, t("none")),
    doc.statistics.map((s, i) => i !== figure && node("option", { value: s.id }, `${figureWords(s)} · ${s.subject || programWords(s)}`)));
  control.value = total ? total.statistic : "";
  return field("part_of", control, true);
}

function closeForm() {
  const { doc, figure } = state;
  if (figure !== null && by("edit")) put(by("fields"), fieldsPart(doc, figure));
  by("detail").focus();
}

// The form's answers as the fields of a patch.
function answersIn(doc, form) {
  const value = (name) => form.elements[name].value.trim();
  return {
    value: value("value"),
    unit: value("unit"),
    measure: value("measure"),
    program: value("program") || null,
    subject: value("subject"),
    period: { start: value("start") || null, end: value("end") || null, kind: value("kind") },
    region: value("region") || null,
    role: value("role"),
    bound: value("bound"),
    direction: value("direction") || null,
    compare: value("compare") || null,
    per: value("per") || null,
    part_of: totalOf(doc, value("part_of") || null),
  };
}

function isDay(told) {
  const date = new Date(`${told}T00:00:00Z`);
  return DATE.test(told) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(told);
}

// What is wrong with the answers: a field and a word; null where all is well.
function faultOf(doc, figure, told) {
  const { start, end, kind } = told.period;
  if (!/^-?\d+(\.\d+)?$/.test(told.value)) return ["value", "bad_value"];
  for (const [name, day] of [["start", start], ["end", end]]) if (day !== null && !isDay(day)) return [name, "bad_date"];
  if (kind === "none" && (start || end)) return ["kind", "bad_none"];
  if (kind === "as_of" && start) return ["start", "bad_as_of"];
  if (start && end && start > end) return ["start", "bad_order"];
  if (told.role !== "change" && (told.direction || told.compare)) return [told.direction ? "direction" : "compare", "bad_change"];
  for (let total = told.part_of && told.part_of.statistic, steps = 0; total && steps < 99; steps += 1) {
    if (total === doc.statistics[figure].id) return ["part_of", "bad_total"];
    total = doc.statistics[doc.byId.get(total)].part_of;
  }
  return null;
}

async function submitForm(doc, figure) {
  const form = by("edit");
  const told = answersIn(doc, form);
  for (const control of form.elements) control.removeAttribute("aria-invalid");
  const fault = faultOf(doc, figure, told);
  if (fault) {
    const control = form.elements[fault[0]];
    control.setAttribute("aria-invalid", "true");
    by("fault").textContent = t(fault[1]);
    control.focus();
    return;
  }
  const read = readingOf(doc, doc.statistics[figure]);
  const same = (name) => JSON.stringify(name === "part_of" ? told.part_of?.statistic ?? null : told[name]) ===
    JSON.stringify(name === "part_of" ? read.part_of?.statistic ?? null : read[name]);
  const changes = Object.fromEntries(EDITABLE.filter((name) => !same(name)).map((name) => [name, told[name]]));
  if (!Object.keys(changes).length) {
    by("fault").textContent = t("no_changes");
    return;
  }
  if (await decide(doc, figure, "edit", changes, form.elements.note.value.trim())) decided(doc, figure);
}
