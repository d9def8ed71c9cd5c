// Before the page is drawn: tell the style sheet that scripts run, so that nothing
// jumps when the components start. Until they have, the style sheet folds the menu of a
// narrow window; a page whose components never start shows it again.
document.body.className +=
  " js-enabled" +
  ("noModule" in HTMLScriptElement.prototype
    ? " govuk-frontend-supported app-starting"
    : "");
window.addEventListener("load", function () {
  document.body.classList.remove("app-starting");
});
