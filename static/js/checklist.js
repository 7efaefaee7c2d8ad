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
  const field = questions.querySelector(`textarea[name="${name}"]`);
  if (!field) {
    questions.querySelector(`input[name="${name}"][value="${value}"]`)?.click();
  } else if (field.value !== value) {
    field.value = [field.value, value].filter(Boolean).join("\n");
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
    sessionStorage.removeItem(KEPT);
  } else {
    window.addEventListener("pagehide", keep);
  }
  for (const note of document.querySelectorAll("[data-brought-along]")) {
    note.hidden = isForm && !hasMore;
  }
}
