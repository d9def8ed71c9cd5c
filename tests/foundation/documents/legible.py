"""The text of a PDF's pages, read back through the fonts that it embeds."""

import io
import re

from pikepdf import Name, Pdf, parse_content_stream

PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def pages_of(content: bytes) -> list[str]:
    with Pdf.open(io.BytesIO(content)) as pdf:
        return [" ".join(shown(page)) for page in pdf.pages]


def shown(drawn):
    """Return the pieces of text of a page or form, and of the forms that it draws."""
    found, signs = [], {}
    for operands, operator in parse_content_stream(drawn):
        held = drawn.Resources
        if str(operator) == "Tf":
            signs = signs_of(held.Font[operands[0]])
        elif str(operator) in ("TJ", "Tj"):
            pieces = operands[0] if str(operator) == "TJ" else operands
            found.append(text(pieces, signs))
        elif str(operator) == "Do":
            form = held.XObject[operands[0]]
            found += shown(form) if form.get(Name.Subtype) == Name.Form else []
    return found


def signs_of(font):
    """Return {code: text} as the font itself says."""
    written = font.ToUnicode.read_bytes()
    return {
        int(code, 16): bytes.fromhex(sign.decode()).decode("utf-16-be")
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", written, re.DOTALL)
        for code, sign in PAIR.findall(block)
    }


def text(pieces, signs):
    found = ""
    for piece in pieces:
        if not isinstance(piece, (int, float)) and hasattr(piece, "__bytes__"):
            codes = bytes(piece)
            found += "".join(
                signs.get(int.from_bytes(codes[at : at + 2], "big"), "")
                for at in range(0, len(codes), 2)
            )
    return found
