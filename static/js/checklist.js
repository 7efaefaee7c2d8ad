// Bring along what a reader fills in before signing in. It stays in this tab alone,
// goes when the tab is closed, and is never sent before she saves it.
const questions = document.querySelector(".checklist");
const isForm = questions?.tagName === "FORM"; // signed in: it can be saved
const KEPT = `checklist ${questions?.dataset.about}`;
const FILLED_IN = "input[type=radio]:checked, textarea";

function keep() {
  const fields = [...questions.querySelectorAll(FILLED_IN)].filter((each) => each.value);
  const filledIn = fields.map(({ name, value }) => [name, value]);
  if (filledIn.length) {
    sessionStorage.setItem(KEPT, JSON.stringify(filledIn));
  } else {
    sessionStorage.removeItem(KEPT);
  }
}

function fillIn([name, value]) {
  const note = questions.querySelector(`textarea[name="${name}"]`);
  if (note) {
    const saved = note.value;
    note.value = value.includes(saved) ? value : `${saved}\n${value}`;
  } else {
    questions.querySelector(`input[name="${name}"][value="${value}"]`)?.click();
  }
}

function bringAlong() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
  kept.forEach(fillIn);
  return kept.length > 0;
}

if (questions) {
  const hasMore = bringAlong();
  if (isForm) {
    questions.addEventListener("submit", () => sessionStorage.removeItem(KEPT));
  } else {
    window.addEventListener("pagehide", keep);
  }
  for (const note of document.querySelectorAll("[data-brought-along]")) {
    note.hidden = isForm && !hasMore;
  }
}
