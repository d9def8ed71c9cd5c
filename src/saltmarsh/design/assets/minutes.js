// Saves what is typed into the minutes, which save by their own button without this file.
//
// [data-saves]: a part of the minutes, by its key. Its box is sent a while after the last
// key, and when the page is left. [data-saved] inside it says how that went, in the words it
// carries. What somebody else saved meanwhile is never overwritten: then its button is
// pressed, and the page that answers shows both.
const PAUSE = 1500;
const LEAST_WAIT = 500;

const watch = (part) => {
  const box = part.querySelector("textarea");
  const button = part.querySelector("button");
  const said = part.querySelector("[data-saved]");
  const key = part.dataset.saves;
  const { form } = box;
  const version = form.elements[`version-${key}`];
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
      form.requestSubmit(button);
      return;
    }
    if (!answer.ok || answer.redirected) throw new Error(`saving: ${answer.status}`);
    const { version: now, was, saved } = await answer.json();
    version.value = now;
    form.elements[`was-${key}`].value = was;
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
      const body = new FormData();
      body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      body.set("part", key);
      body.set(box.name, text);
      body.set(version.name, version.value);
      const sent = { method: "POST", body };
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

for (const part of document.querySelectorAll("[data-saves]")) watch(part);
