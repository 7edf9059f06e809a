// The same figure over the years as a small picture. The height of a point is all that is ever a floating number.

const WIDE = 340;
const HIGH = 112;
const SIDE = 34;
const TOP = 22;
const FOOT = 22;

// One value a year for the line: that of the year's own report where there is one; the others are shown as rings.
function ownPoints(points) {
  const chosen = new Map();
  for (const point of points) {
    const [d, , year] = point;
    const end = index.documents[d].period.end;
    const own = end !== null && Number(end.slice(0, 4)) === year;
    const held = chosen.get(year);
    if (!held || (own && !held.own)) chosen.set(year, { point, own });
  }
  return new Map([...chosen].map(([year, { point }]) => [year, point]));
}

function chartOf(curve, number, figure) {
  const years = curve.points.map((p) => p[2]);
  const values = curve.points.map((p) => Number(p[3]));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const x = (year) => SIDE + ((WIDE - 2 * SIDE) * (year - first)) / Math.max(1, last - first);
  const y = (value) => TOP + (HIGH - TOP - FOOT) * (most === least ? 0.5 : 1 - (value - least) / (most - least));
  const own = ownPoints(curve.points);
  const line = [...own].sort((a, b) => a[0] - b[0]).map(([year, point]) => `${x(year).toFixed(1)},${y(Number(point[3])).toFixed(1)}`);
  const told = [...own].sort((a, b) => a[0] - b[0]).map(([year, point]) => `${year}: ${grouped(point[3])} ${curve.unit}`).join("; ");
  const drawn = svg("svg", { class: "chart", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": told },
    svg("line", { class: "axis", x1: SIDE - 12, x2: WIDE - SIDE + 12, y1: HIGH - FOOT + 4, y2: HIGH - FOOT + 4 }),
    svg("polyline", { class: "curve", points: line.join(" ") }));
  for (const [d, i, year, value] of curve.points) {
    const chosen = d === number && i === figure;
    const stands = own.get(year)[0] === d && own.get(year)[1] === i;
    drawn.append(svg("circle", {
      class: chosen ? "dot chosen" : stands ? "dot" : "dot quoted",
      cx: x(year).toFixed(1), cy: y(Number(value)).toFixed(1), r: chosen ? 5 : 3.5,
    }));
  }
  drawn.append(...labels(own, x, y));
  return drawn;
}

// Each year once, and each value where there is room for it.
function labels(own, x, y) {
  const told = [];
  let free = -Infinity;
  let freeYear = -Infinity;
  for (const [year, point] of [...own].sort((a, b) => a[0] - b[0])) {
    const at = x(year);
    const value = grouped(point[3]);
    const half = value.length * 3.1;
    if (at - 15 > freeYear) {
      told.push(textAt(at, HIGH - 6, "year", String(year)));
      freeYear = at + 17;
    }
    if (at - half > free) {
      told.push(textAt(at, y(Number(point[3])) - 9, "number", value));
      free = at + half + 4;
    }
  }
  return told;
}

function textAt(x, y, kind, words) {
  const made = svg("text", { class: kind, x: x.toFixed(1), y: y.toFixed(1), "text-anchor": "middle" });
  made.textContent = words;
  return made;
}

function yearsOf(doc, figure) {
  const curve = doc.curves[figure] === null ? null : index.curves[doc.curves[figure]];
  if (!curve) return node("p", { class: "none" }, t("other_years_none"));
  const years = new Set(curve.points.map((p) => p[2]));
  const lines = curve.points.map(([d, i, year, value]) => {
    const here = d === doc.number;
    const chosen = here && i === figure;
    return node("tr", { class: chosen ? "chosen" : null },
      node("th", { scope: "row" }, String(year)),
      node("td", { class: "number" }, chosen ? grouped(value) : figureLink(d, i, grouped(value))),
      node("td", {}, curve.unit),
      node("td", { class: "from" }, here ? t("same_document") : index.documents[d].title || index.documents[d].document));
  });
  return [years.size > 1 ? chartOf(curve, doc.number, figure) : null, node("div", { class: "tablebox" }, node("table", { class: "years" }, node("tbody", {}, lines)))];
}
