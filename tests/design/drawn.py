"""Reading what a question drew, as a browser would."""

import html5lib


def parsed(html):
    return html5lib.parseFragment(str(html), namespaceHTMLElements=False)


def by_id(html, key):
    return next(node for node in parsed(html).iter() if node.get("id") == key)


def words(node):
    return " ".join("".join(node.itertext()).split())


def described(html, node):
    """Return the texts that describe `node` to a screen reader."""
    return [words(by_id(html, key)) for key in node.get("aria-describedby").split()]


def labelled(html, key):
    """Return the text of the label of the input with the id `key`."""
    labels = [n for n in parsed(html).iter("label") if n.get("for") == key]
    return [words(label) for label in labels]


def legend(html):
    return words(next(parsed(html).iter("legend")))


def fieldset(html):
    return next(parsed(html).iter("fieldset"))
