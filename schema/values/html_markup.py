"""Markup taken out of texts: what a text is written in is the business of whoever shows it.

What is a tag, a comment, a script decides nh3, which reads HTML as browsers do. What it takes out is gone for
good here, while the raw part of a record keeps it. References are resolved again and again, so that no tag
that was escaped comes alive.
"""

import html
import re
from html.entities import html5

import nh3

from schema.values.cleaning import clean

PASSES = 8
"""How often a text is taken for HTML: feeds escape once, feeds within feeds twice.

Nothing reasonable ever needs more.
"""
_BLOCK = re.compile(
    r"(?=</?(?:p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|tr|table|thead|tbody|blockquote|pre|section|article|header|footer|figure)\b[^<>]*>)",
    re.IGNORECASE,
)
_HTML = frozenset(
    """a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas
    caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font
    footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen label legend li
    link listing main map mark marquee math menu menuitem meta meter multicol nav nextid nobr noembed noframes noscript object ol optgroup
    option output p param picture plaintext portal pre progress q rb rp rt rtc ruby s samp script search section select slot small source
    spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var
    video wbr xmp""".split()  # noqa: SIM905 - words
)
"""The elements of HTML, those that were withdrawn among them, and the roots of SVG and MathML."""
_NAME = re.compile(r"<(/?)([A-Za-z][\w.-]*)>")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^\s<>\"'`]+|[\w.+-]+@[\w.-]+)>", re.IGNORECASE)
"""What Markdown and mail put an address into."""
_CUT = re.compile(
    r"<(?=[!?]|/?(?:[a-z][^\s<>/]*[\s/][^<>]*)\b(?:on[a-z]+|src|srcset|srcdoc|href|style|data|action|formaction)\s*=)",
    re.IGNORECASE,
)
"""What begins a comment, or a tag that does something, and is cut off before its end: whatever is
put behind it could end it.
"""
_WRAPPING = "<![CDATA["
_CHAIN = re.compile(r"&(?:(?:amp|#0*38|#[xX]0*26);)+", re.IGNORECASE)

_REFERENCE = re.compile(r"&(?:#(?:\d+|[xX][0-9a-fA-F]+);|([A-Za-z][A-Za-z0-9]*;))?")
"""A reference, or an ampersand that begins none. HTML reads old names without a semicolon too, which would change
addresses: `&region=dk` is no ®.
"""


def without_markup(text: str) -> str:
    """Text without HTML: elements, comments and scripts are gone, references resolved; angle
    brackets that are none stay.

    A block element leaves a line break. `<String>` is no HTML, and of `<https://a.example>` the address stays.
    """
    text = clean(text)
    for _ in range(PASSES if "<" in text or "&" in text else 0):
        # what nobody sees may part a tag, so it goes before the next look
        plain = clean(_once(text))
        if plain == text:
            break
        text = plain
    return text


def _once(text: str) -> str:
    if "<" not in text:
        return _resolved(_CHAIN.sub("&", text))
    if _WRAPPING in text:
        # what a browser takes for a comment is the text itself, carried out of an XML file with its wrapping
        text = text.replace(_WRAPPING, "").replace("]]>", "")
    # what nothing closes is text, as in `a<b`; a browser would drop the rest of it
    closed = text.rfind(">") + 1
    whole = text[:closed] + _CUT.sub("< ", text[closed:]).replace("<", "&lt;")
    kept = _BLOCK.sub("\n", _NAME.sub(_unless_html, _ADDRESS.sub(r"\1", whole)))
    plain = _resolved(nh3.clean(_REFERENCE.sub(_escaped_unless_reference, kept), tags=set()))
    return re.sub(r"\n\s*\n\s*", "\n\n", re.sub(r"[ \t]+\n", "\n", plain)) if "\n" in plain else plain


def _unless_html(tag: re.Match[str]) -> str:
    return tag[0] if tag[2].lower() in _HTML else f"&lt;{tag[1]}{tag[2]}&gt;"


def _resolved(text: str) -> str:
    return _REFERENCE.sub(lambda found: html.unescape(found[0]) if _is_reference(found) else found[0], text)


def _escaped_unless_reference(found: re.Match[str]) -> str:
    return found[0] if _is_reference(found) else f"&amp;{found[0][1:]}"


def _is_reference(found: re.Match[str]) -> bool:
    return found[1] in html5 if found[1] else len(found[0]) > 1
