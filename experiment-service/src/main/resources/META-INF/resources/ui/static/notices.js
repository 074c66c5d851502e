/** Shows why a request of the page failed. */
export function showFailures() {
  document.addEventListener("htmx:responseError", event => show(detail(event.detail.xhr)));
  document.addEventListener("htmx:sendError", () => show("The service does not answer. The page updates when it is back."));
  document.addEventListener("htmx:afterRequest", event => {
    const shown = document.querySelector("#notice p.error[data-lost]");
    if (event.detail.successful && shown) shown.remove();
  });
}

function detail(xhr) {
  try {
    return JSON.parse(xhr.responseText).detail;
  } catch {
    return `The service answered with ${xhr.status}.`;
  }
}

function show(text) {
  const line = document.createElement("p");
  line.className = "error";
  line.dataset.lost = "";
  line.textContent = text;
  document.getElementById("notice").replaceChildren(line);
}
