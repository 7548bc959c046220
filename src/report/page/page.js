"use strict";
// An extra: the page is read without it. A click on a passage leads to its fact, as its number does.
document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark");
  if (!mark || String(getSelection())) return;
  const fact = [...mark.classList].find((name) => /^c\d+f\d+$/.test(name));
  const card = fact && document.getElementById(fact);
  if (card) {
    location.hash = fact;
    card.focus({ preventScroll: true });
  }
});
// In an index, lines can be looked for by name.
const wanted = document.getElementById("name");
if (wanted) {
  const many = document.getElementById("many");
  const lines = [...document.querySelectorAll("table.cases tbody tr")];
  const names = lines.map((line) => line.cells[0].textContent.toLowerCase());
  for (const extra of document.querySelectorAll(".search")) extra.hidden = false;
  wanted.addEventListener("input", () => {
    const part = wanted.value.trim().toLowerCase();
    let count = 0;
    lines.forEach((line, at) => {
      line.hidden = !names[at].includes(part);
      if (!line.hidden) count += 1;
    });
    many.textContent = part ? `${count} of ${lines.length}` : "";
  });
}
