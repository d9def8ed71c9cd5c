"""A visitor without JavaScript, who walks through the form as it is drawn."""

import re
from typing import Any

import html5lib


def page_of(response: Any) -> Any:
    content = response.content.decode()
    return html5lib.parse(content, namespaceHTMLElements=False)


def inputs(response: Any) -> list[str]:
    """Return the names of what the form on the page asks for, in order."""
    (form,) = page_of(response).findall(".//main//form")
    found = [field.get("name") for field in form.iter() if field.get("name")]
    return [name for name in found if name != "csrfmiddlewaretoken"]


def typed(name: str, told: dict[str, Any]) -> Any:
    question, _dash, part = name.partition("-")
    answer = told.get(question)
    return answer.get(part) if part and isinstance(answer, dict) else answer


def walk(client: Any, told: dict[str, Any], *, start: str = "/refer") -> str:
    """Fill in every page from the first to the check; return the check's address."""
    address = client.post(start).url
    for _ in range(60):
        if address.endswith("/check"):
            return address
        response = client.get(address)
        posted = {name: typed(name, told) for name in inputs(response)}
        answered = client.post(
            address, {name: value for name, value in posted.items() if value}
        )
        assert answered.status_code == 302, text_of(answered)
        address = answered.url
    raise AssertionError("the form never ends")


def text_of(response: Any) -> str:
    text = " ".join(page_of(response).find(".//main").itertext())
    return re.sub(r"\s+", " ", text)


def receipt_on(response: Any) -> str:
    words = page_of(response).find('.//p[@class="govuk-body-l app-receipt"]')
    return "".join(words.itertext()).strip()
