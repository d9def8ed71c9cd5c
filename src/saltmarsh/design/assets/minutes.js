// Saves what is typed into the minutes, which save by their own button without this file.
//
// form[data-saves]: is sent a while after the last key, and when the page is left.
// [data-saved] inside it says how that went, in the words it carries. What somebody else
// saved meanwhile is never overwritten: then the form is sent as a page, which shows both.
const PAUSE = 1500;
const LEAST_WAIT = 500;

const watch = (form) => {
  const box = form.elements.text;
  const said = form.querySelector("[data-saved]");
  const words = said.dataset;
  let kept = box.value;
  let timer = 0;
  let busy = false;

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  const answered = async (answer, text) => {
    if (answer.status === 409) {
      form.submit();
      return;
    }
    if (!answer.ok || answer.redirected) throw new Error(`saving: ${answer.status}`);
    const { version, saved } = await answer.json();
    form.elements.version.value = version;
    kept = text;
    said.textContent = `${words.said} ${saved}`;
  };

  const save = async () => {
    const text = box.value;
    if (busy) {
      later(LEAST_WAIT);
      return;
    }
    if (text === kept) return;
    busy = true;
    try {
      const sent = { method: "POST", body: new FormData(form) };
      const headers = { Accept: "application/json" };
      await answered(await fetch(form.action, { ...sent, headers }), text);
    } catch {
      said.textContent = words.failed;
      later(10 * PAUSE);
    }
    busy = false;
    if (box.value !== text) later(PAUSE);
  };

  box.addEventListener("input", () => {
    said.textContent = words.saving;
    later(PAUSE);
  });
  box.addEventListener("blur", save);
  form.addEventListener("submit", () => {
    kept = box.value;
  });
  addEventListener("beforeunload", (event) => {
    if (box.value !== kept) event.preventDefault();
  });
};

for (const form of document.querySelectorAll("form[data-saves]")) watch(form);
