"""Markdown drawn as a page: GOV.UK classes, safe links, placeholders filled in.

A paragraph, list item or table row that names something which is not set is left
out, and with it whatever would then introduce nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from saltmarsh.community.content.rules import PLACEHOLDER, is_safe

CLASSES = {
    "blockquote_open": "govuk-inset-text",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "hr": "govuk-section-break govuk-section-break--m govuk-section-break--visible",
    "link_open": "govuk-link",
    "ordered_list_open": "govuk-list govuk-list--number",
    "paragraph_open": "govuk-body",
    "table_open": "govuk-table",
    "tbody_open": "govuk-table__body",
    "td_open": "govuk-table__cell",
    "th_open": "govuk-table__header",
    "thead_open": "govuk-table__head",
    "tr_open": "govuk-table__row",
}
HEADINGS = {"h2": "govuk-heading-m", "h3": "govuk-heading-s", "h4": "govuk-heading-s"}
LISTS = {"bullet_list", "ordered_list"}
DROPPED_WHOLE = {"paragraph", "heading", "tr"}


@dataclass(frozen=True)
class Fact:
    """What stands for a placeholder. kind: "phone" and "email" become links."""

    kind: str
    text: str


Facts = tuple[tuple[str, Fact], ...]


class Reader(MarkdownIt):
    """CommonMark with tables; no HTML, no pictures, and links to safe places only."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.enable("table").disable("image")

    def validateLink(self, url: str) -> bool:  # noqa: N802 - its parent's name
        plain = unquote(url)
        return bool(PLACEHOLDER.fullmatch(plain)) or is_safe(url)


READER = Reader()


@lru_cache(maxsize=256)
def draw(body: str, facts: Facts) -> SafeString:
    """Return `body` as HTML. facts: ((name, Fact), …), those that are set."""
    known = dict(facts)
    root = SyntaxTreeNode(READER.parse(body))
    root.children = kept(root.children, known)
    tokens = root.to_tokens()
    for token in tokens:
        dress(token)
        if token.children is not None:
            token.children = list(fill(token.children, known))
    # Safe: the reader takes no HTML, checks links, and escapes every word.
    return mark_safe(READER.renderer.render(tokens, READER.options, {}))  # noqa: S308


def kept(
    nodes: Sequence[SyntaxTreeNode], facts: dict[str, Fact]
) -> list[SyntaxTreeNode]:
    """Return what is left when whatever lacks a fact, or introduces nothing, goes."""
    found: list[SyntaxTreeNode] = []
    follower, is_gap = None, False
    for node in reversed(nodes):
        stays = stands(node, facts)
        if stays and is_gap:
            stays = not introduces_nothing(node, follower, found)
        follower, is_gap = node, not stays
        if stays:
            found.insert(0, node)
    return found


def stands(node: SyntaxTreeNode, facts: dict[str, Fact]) -> bool:
    """Tell whether `node` is shown, and prune what is inside it."""
    if node.type in DROPPED_WHOLE:
        return not lacks(node, facts)
    if not node.children or node.type == "inline":
        return True
    first = node.children[0]
    if node.type == "list_item" and first.type == "paragraph" and lacks(first, facts):
        return False
    parts = len(node.children)
    node.children = kept(node.children, facts)
    return len(node.children) == parts if node.type == "table" else bool(node.children)


def introduces_nothing(
    node: SyntaxTreeNode, dropped: SyntaxTreeNode | None, after: list[SyntaxTreeNode]
) -> bool:
    """Tell whether `node` was there for what was just dropped: a heading with nothing
    left under it, or a line with a colon before a list.
    """
    if node.type == "heading":
        return not after or (after[0].type == "heading" and after[0].tag <= node.tag)
    is_lead = node.type == "paragraph" and words(node).rstrip().endswith(":")
    return is_lead and dropped is not None and dropped.type in LISTS


def words(node: SyntaxTreeNode) -> str:
    return "".join(part.content for part in node.walk() if part.type == "text")


def lacks(node: SyntaxTreeNode, facts: dict[str, Fact]) -> bool:
    """Tell whether `node` names something that is not set, or links to it unsafely."""
    for part in node.walk():
        if part.type == "text" and any(
            name not in facts for name in PLACEHOLDER.findall(part.content)
        ):
            return True
        if part.type == "link" and not is_safe(filled(str(part.attrs["href"]), facts)):
            return True
    return False


def filled(link: str, facts: dict[str, Fact]) -> str:
    """Return a link with its placeholder filled in; "" when there is no such fact."""
    if name := PLACEHOLDER.fullmatch(unquote(link)):
        return facts[name[1]].text if name[1] in facts else ""
    return link


def dress(token: Token) -> None:
    """Give an element its GOV.UK class, and headings their place below the h1."""
    if token.type in {"heading_open", "heading_close"}:
        token.tag = f"h{min(max(int(token.tag[1]), 2), 4)}"
    if token.type == "heading_open":
        token.attrSet("class", HEADINGS[token.tag])
    elif token.type in CLASSES:
        # A style attribute is against the content policy; a column on the right is
        # one of figures.
        is_figure = "right" in str(token.attrs.pop("style", ""))
        mark = f" {CLASSES[token.type]}--numeric" if is_figure else ""
        token.attrSet("class", CLASSES[token.type] + mark)
    if token.type == "th_open":
        token.attrSet("scope", "col")


def fill(tokens: Iterable[Token], facts: dict[str, Fact]) -> Iterable[Token]:
    """Yield inline tokens with every placeholder filled in."""
    is_inside_link = False
    for token in tokens:
        dress(token)
        if token.type == "link_open":
            token.attrSet("href", filled(str(token.attrs["href"]), facts))
        is_inside_link = token.type == "link_open" or (
            is_inside_link and token.type != "link_close"
        )
        if token.type == "text":
            yield from told(token.content, facts, plain=is_inside_link)
        else:
            yield token


def told(text: str, facts: dict[str, Fact], *, plain: bool) -> Iterable[Token]:
    """Yield `text` in pieces, with a link for each number to call or write to."""
    for place, piece in enumerate(PLACEHOLDER.split(text)):
        if place % 2 == 0:
            yield Token("text", "", 0, content=piece)
        else:
            # What names something that is not set has gone with its paragraph.
            yield from linked(facts[piece], plain=plain)


def linked(fact: Fact, *, plain: bool) -> Iterable[Token]:
    word = Token("text", "", 0, content=fact.text)
    target = "" if plain else address_of(fact)
    if not is_safe(target):
        yield word
        return
    attributes: dict[str, str | int | float] = {"href": target, "class": "govuk-link"}
    yield Token("link_open", "a", 1, attrs=attributes)
    yield word
    yield Token("link_close", "a", -1)


def address_of(fact: Fact) -> str:
    """Return where a telephone number or an e-mail address is reached, or ""."""
    if fact.kind == "phone":
        return "tel:" + "".join(one for one in fact.text if one in "+0123456789")
    if fact.kind == "email":
        return f"mailto:{fact.text}"
    return ""
