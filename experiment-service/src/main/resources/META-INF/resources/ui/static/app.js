import { showTimes } from "./times.js";
import { keepState, watchSelection } from "./selection.js";
import { confirmActions } from "./confirm.js";
import { showFailures } from "./notices.js";

for (const element of document.querySelectorAll("[data-origin]")) {
  element.textContent = location.origin;
}
showTimes(document);
for (const swapped of ["htmx:afterSwap", "htmx:oobAfterSwap"]) {
  document.addEventListener(swapped, () => showTimes(document));
}
setInterval(() => showTimes(document), 30_000);
confirmActions();
keepState();
watchSelection();
showFailures();
