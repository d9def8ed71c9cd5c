// Starts the components that the pages use. Every page works without this file.
// Radios need no script: the style sheet shows what a choice reveals.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "./govuk-frontend.min.js";

for (const component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
]) {
  createAll(component);
}

// <button type="button" data-print hidden>: printing needs a script, so the button
// is shown by one.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
