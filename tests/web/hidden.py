"""What a page posts again unseen."""

import html
import re


def hidden_in(page):
    """Return what the page's hidden fields post, as a browser does: {name: texts}."""
    found = {}
    for name, text in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page):
        found.setdefault(name, []).append(html.unescape(text))
    return found


def carried_in(page):
    """Return what was typed before a door closed, as the page carries it."""
    every = hidden_in(page)
    names = ("brought", "left_behind")
    return {n: t for n, t in every.items() if n in names or n.startswith("brought-")}
