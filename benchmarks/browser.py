"""A browser that fills in forms, keeps cookies, and measures how long answers take."""

import http.client
import re
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from benchmarks.stage import HOST


class Inputs(HTMLParser):
    """Collects what the page's own form asks for: {name: value}."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.found: dict[str, str] = {}
        self.is_posting = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag == "form":
            to = has.get("action") or self.path
            self.is_posting = has.get("method") == "post" and to == self.path
        name = has.get("name")
        if name and self.is_posting and tag in {"input", "textarea"}:
            is_hidden = has.get("type") == "hidden"
            self.found[name] = has.get("value") or "" if is_hidden else ""


@dataclass
class Browser:
    """One visitor. seconds: each answer's, as [(method, path, seconds)]."""

    port: int
    network: str
    cookies: dict[str, str] = field(default_factory=dict)
    seconds: list[tuple[str, str, float]] = field(default_factory=list)
    path: str = ""
    page: str = ""

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)

    def get(self, path: str) -> None:
        """Open `path`, and go where it leads."""
        self.ask("GET", path, "")

    def post(self, answers: dict[str, str]) -> None:
        """Send the page's form with those `answers` that it asks for."""
        inputs = Inputs(self.path)
        inputs.feed(self.page)
        filled = {name: answers.get(name, v) for name, v in inputs.found.items()}
        self.ask("POST", self.path, urlencode(filled))

    def ask(self, method: str, path: str, body: str) -> None:
        headers = {"Host": HOST, "X-Forwarded-For": self.network}
        headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.connection.request(method, path, body or None, headers)
        answer = self.connection.getresponse()
        self.page = answer.read().decode()
        self.seconds.append((method, path, time.perf_counter() - began))
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {n: one.value for n, one in SimpleCookie(line).items()}
        self.path = path
        if answer.status == 302:
            self.get(answer.headers["Location"])
        elif answer.status != 200:
            raise ValueError(f"{method} {path} answered {answer.status}")

    def found(self, pattern: str) -> str:
        """Return what the first group of `pattern` finds on the page."""
        match = re.search(pattern, self.page, re.DOTALL)
        if match is None:
            raise ValueError(f"{self.path} has nothing like {pattern}")
        return match[1].strip()
