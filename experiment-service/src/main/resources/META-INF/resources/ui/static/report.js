/** The embedded report is as high as its content, so that the page scrolls and not a part of it. */
function fit(frame) {
  const report = frame.contentDocument?.documentElement;
  if (report) frame.style.height = `${report.scrollHeight}px`;
}

function fitAll() {
  document.querySelectorAll("#report iframe").forEach(fit);
}

document.addEventListener("load", event => {
  if (event.target.matches?.("#report iframe")) fit(event.target);
}, true);
addEventListener("resize", fitAll);
fitAll();
