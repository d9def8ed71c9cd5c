// Before the page is drawn: tell the style sheet that scripts run, so that nothing
// jumps when the components start.
document.body.className +=
  " js-enabled" +
  ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
