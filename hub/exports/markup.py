"""Text that goes into XML: escaped, and without the characters that XML 1.0 cannot have at
all; and texts by language.
"""

import re
from typing import Any
from xml.sax.saxutils import escape

_REFUSED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_safe(text: Any) -> str:
    """A value as text that XML can have; not escaped yet."""
    return _REFUSED.sub("\ufffd", str(text))


def xml_text(text: Any) -> str:
    """A value as content or attribute of an element."""
    return escape(xml_safe(text), {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def one_language(texts: dict[str, str] | None) -> tuple[str, str]:
    """A text by language as (language, text): English where there is some, else the first.

    Both empty where there is none.
    """
    if not texts:
        return "", ""
    language = "en" if "en" in texts else min(texts)
    return language, texts[language]
