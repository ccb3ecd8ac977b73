// In the pages of the preview: loads them again when the site changes, and shows what is wrong over them.
(() => {
"use strict";

let version = Number(document.currentScript.dataset.version);
const place = `offprint-scroll ${location.pathname}`;

const kept = sessionStorage.getItem(place);
sessionStorage.removeItem(place);
if (Number(kept) > 0) {
  // Now, not when everything is loaded: by then the reader may have scrolled.
  scrollTo({ top: Number(kept), behavior: "instant" });
}

let panel = null;
const show = (problems) => {
  panel?.remove();
  panel = null;
  if (!problems) return;
  panel = document.createElement("pre");
  panel.id = "offprint-problems";
  panel.setAttribute("role", "alert");
  panel.textContent = problems;
  panel.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:70vh;overflow:auto;margin:0;padding:1rem 1.5rem;"
    + "z-index:2147483647;background:#1c1917;color:#fafaf9;border-top:4px solid #dc2626;"
    + "font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap;text-align:left;direction:ltr";
  document.body.append(panel);
};

const wait = async () => {
  for (;;) {
    try {
      const answer = await fetch(`/_offprint/wait?version=${version}`, { cache: "no-store" });
      const { version: newer, problems, page } = await answer.json();
      if (newer === version) continue;
      const isFirst = version === 0;
      version = newer;
      show(problems);
      if (problems) continue;
      if (page && page !== location.pathname) {
        location.href = page;
      } else {
        if (!isFirst) sessionStorage.setItem(place, String(scrollY));
        location.reload();
      }
      return;
    } catch {
      // The server is gone; perhaps it comes back.
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
};
wait();
// Errors that were there before the page was.
fetch("/_offprint/wait?version=-1", { cache: "no-store" }).then((answer) => answer.json()).then(({ problems }) => show(problems), () => {});
})();
