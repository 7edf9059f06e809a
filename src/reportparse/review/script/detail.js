// One figure, all that is to be known of it: the sentence, what was read, what disagrees, parts, other years, and why.

function drawDetail(doc, figure) {
  const pane = by("detail");
  if (figure === null) {
    put(pane, node("p", { class: "empty" }, t("choose")));
    return;
  }
  const s = doc.statistics[figure];
  put(pane,
    headOf(doc, figure, s),
    node("div", { class: "scroll", id: "detail-scroll" },
      sentencePart(doc, s),
      findingsPart(doc, figure),
      node("div", { id: "fields" }, fieldsPart(doc, figure)),
      partsPart(doc, figure, s),
      part(t("other_years"), yearsOf(doc, figure)),
      trailPart(doc, s)));
}

function headOf(doc, figure, s) {
  const decision = decisionOn(doc, figure);
  const act = (action, key, onclick) => button("", {
    class: `act ${action}`, onclick, "aria-pressed": String(Boolean(decision && decision.action === action)), "aria-keyshortcuts": key,
  }, node("span", {}, `${VERDICT[action]} ${t(action)}`), node("kbd", {}, key));
  return node("div", { class: "head figure-head" },
    node("p", { class: "big" },
      node("span", {}, node("b", {}, grouped(s.value)), s.unit && ` ${s.unit}`),
      node("span", { class: `role r-${s.role}`, "data-glyph": glyphOf(s) }, t(`role.${s.role}`)),
      node("span", { class: "walk" },
        button("‹", { class: "plain", onclick: () => step(-1), "aria-label": t("previous"), title: `${t("previous")} k` }),
        button("›", { class: "plain", onclick: () => step(1), "aria-label": t("next"), title: `${t("next")} j` }),
        button("✕", { class: "plain fold", onclick: () => view("source"), "aria-label": t("close") }))),
    node("p", { class: "program" }, topicWords(s)),
    node("div", { class: "acts" },
      act("accept", "a", () => decideHere("accept")),
      act("edit", "e", () => openForm()),
      act("reject", "x", () => decideHere("reject"))),
    decision && node("p", { class: "decided" },
      t("decided", { who: decision.who, when: localTime(decision.when), what: t(`state.${decision.action}`) }),
      decision.note && node("span", { class: "note" }, decision.note),
      canUndo(doc, figure) && button(t("undo"), { class: "link", onclick: () => undoHere() })));
}

function localTime(when) {
  const date = new Date(when);
  return Number.isNaN(date.getTime()) ? when : date.toLocaleString(language === "zh" ? "zh-CN" : "en-GB", { dateStyle: "medium", timeStyle: "short" });
}

function part(title, ...children) {
  return node("section", { class: "part" }, node("h3", {}, title), ...children);
}

function sentencePart(doc, s) {
  const told = sentenceOf(doc, s);
  const [start, end] = s.evidence.sentence;
  const path = s.evidence.section.length ? node("p", { class: "path" }, s.evidence.section.join(" › ")) : null;
  if (told === null) return part(t("sentence"), path, node("p", { class: "none" }, t("sentence_gone")), cutOf(doc, s));
  const quote = node("blockquote", { lang: "zh" },
    textBetween(doc, start, s.evidence.start) || "",
    node("mark", { class: `r-${s.role}` }, s.evidence.text),
    textBetween(doc, s.evidence.end, end) || "");
  return part(t("sentence"), path, quote, cutOf(doc, s));
}

function findingsPart(doc, figure) {
  const numbers = doc.findings.get(figure) || [];
  if (!numbers.length) return null;
  return part(t("what_disagrees"), numbers.map((n) => {
    const finding = index.findings[n];
    return node("div", { class: `disagrees ${finding.severity}` },
      node("p", {}, node("b", {}, `${t(`severity.${finding.severity}`)} · ${word("kind", finding.kind)}`)),
      node("p", {}, (language === "en" && finding.message_en) || finding.message),
      node("p", { class: "links" }, finding.figures.filter(([d, i]) => d !== doc.number || i !== figure).map(([d, i]) => figureLink(d, i))));
  }));
}

// What the machine read; where it was edited, what it became beside that.
function fieldsPart(doc, figure) {
  const s = doc.statistics[figure];
  const decision = decisionOn(doc, figure);
  const changes = decision && decision.action === "edit" ? decision.changes : {};
  const lines = [
    ["value", figureWords(s), "value" in changes || "unit" in changes ? `${grouped(changes.value ?? s.value)} ${changes.unit ?? s.unit}` : null],
    ["printed", s.evidence.text.replace(/\s*[\r\n]+\s*/g, "⏎"), null],
    ["subject", s.subject, changes.subject],
    ["program", s.program && s.program.name, "program" in changes ? programName(changes.program) : undefined],
    ["period", periodLine(s.period), changes.period && periodLine(changes.period)],
    ["measure", word("measure", s.measure), changes.measure && word("measure", changes.measure)],
    ["role", t(`role.${s.role}`), changes.role && t(`role.${changes.role}`)],
    ["bound", s.bound === "exact" ? null : t(`bound.${s.bound}`), changes.bound && t(`bound.${changes.bound}`)],
    ["direction", s.direction && t(`direction.${s.direction}`), changes.direction && t(`direction.${changes.direction}`)],
    ["compare", s.compare && t(`compare.${s.compare}`), changes.compare && t(`compare.${changes.compare}`)],
    ["per", s.per && word("per", s.per), changes.per && word("per", changes.per)],
    ["region", s.region, changes.region],
    ["page", s.evidence.page && String(s.evidence.page), null],
  ];
  return part(t("read"), node("dl", { class: "fields" }, lines.filter(([, said, changed]) => said || changed).flatMap(([name, said, changed]) => [
    node("dt", {}, t(`field.${name}`)),
    node("dd", {}, changed !== undefined && changed !== null ? [node("del", {}, said || t("none")), " ", node("ins", {}, changed || t("none"))] : said),
  ])), node("p", { class: "confidence" }, `${t("confidence")} ${s.confidence}`, sureness(s)));
}

function periodLine(period) {
  const when = periodWords(period);
  return period.kind === "none" ? "" : `${when}(${t(`period.${period.kind}`)})`;
}

function programName(code) {
  if (code === null) return t("no_program");
  const known = index.programs.find(([one]) => one === code);
  return known ? known[1] : code;
}

function partsPart(doc, figure, s) {
  const parts = doc.parts.get(figure) || [];
  const total = s.part_of !== null ? doc.byId.get(s.part_of) : undefined;
  if (!parts.length && total === undefined) return null;
  const line = (i) => {
    const one = doc.statistics[i];
    return node("li", {}, figureLink(doc.number, i, figureWords(one)), node("span", {}, one.subject || programWords(one)));
  };
  const beside = total === undefined ? [] : doc.parts.get(total).filter((i) => i !== figure);
  return part(t(total === undefined ? "parts_of" : "total_of"),
    total !== undefined && node("ul", { class: "tree" }, line(total)),
    (parts.length || beside.length) ? [total !== undefined && node("h3", { class: "sub" }, t("parts_of")),
      node("ul", { class: "tree" }, (parts.length ? parts : beside).map(line))] : null);
}

function trailPart(doc, s) {
  const mended = doc.repairs.filter(([start, end]) => s.evidence.start <= start && end <= s.evidence.end);
  return part(t("why"),
    node("ol", { class: "trail" }, s.rules.map((rule) => node("li", {},
      (index.rules[rule] || [rule, rule])[language === "zh" ? 0 : 1], node("code", {}, rule)))),
    mended.length ? node("p", { class: "mended" }, `${t("repaired")}:`,
      mended.map(([start, end, kind, after]) => node("span", {}, `${word("repair", kind)} “${(textBetween(doc, start, end) || "").replace(/[\r\n]+/g, "⏎")}” → “${after}”`))) : null);
}
