"""Whether a message looks as if it names a child, or asks where somebody can be reached at home.

A child's name itself is never kept, quoted or logged.
"""

import re
from collections.abc import Collection, Set

from directory.ask.text import plain

_CAPITAL = "".join(filter(str.isupper, map(chr, range(0x2000))))
_SMALL = "".join(filter(str.islower, map(chr, range(0x2000)))) + "\u0300-\u036f"
"""Letters as names of many languages have them; accents may also stand behind their letter."""
_NAME = (
    rf"(?:Ma?c(?!Book)|D[ei]|L[ae]|[{_CAPITAL}]')?[{_CAPITAL}][{_SMALL}]+(?:[-'][{_CAPITAL}]?[{_SMALL}]+)?"
)
_CHILD_THEN_NAME = re.compile(
    r"\b(?=[PCSBGLDTNYpcsbgldtny])"  # what follows begins with one of these; so few words are tried
    r"(?i:pupil|child|student|boy|girl|lad|lass|son|daughter|brother|sister|toddler|baby|called|named|"
    r"name is|name's|(?:y|yr|year) ?\d{1,2})(?i:s? (?:called|named))?,?\s+(" + _NAME + r")(?=\W|$)"
)
_NAME_THEN_YEAR = re.compile(
    r"\b(" + _NAME + r")(?:,? (?i:in|from|who is in|who'?s in|is in) | ?\()(?i:y|yr|year) ?\d{1,2}\b"
)
_TWO_NAMES = re.compile(r"\b(" + _NAME + r")\s+(" + _NAME + rf"|[{_CAPITAL}]\.?)(?=\W|$)")
_BORN = re.compile(
    r"\b(?:dob|d\.o\.b|date of birth|born)\b\W{0,3}(?:(?:is|was|on)\b\W{0,3})?(?:the )?"
    r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d\d-\d\d|"
    r"\d{1,2}(?:st|nd|rd|th)? (?:of )?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6},? \d{2,4})",
    re.IGNORECASE,
)
_NAMES_WITHOUT_YEAR = (_CHILD_THEN_NAME, _TWO_NAMES)
_NAMES = (_CHILD_THEN_NAME, _NAME_THEN_YEAR, _TWO_NAMES)
_OF_WORK = (
    r"(?:social worker|officer|case ?worker|advis[eo]r|manager|director|head|headteacher|psychologist|ep|"
    r"lead|leader|inspector|councillor|lado|whoever|chief executive|clerk)"
)
_WAY = r"(?:address(?:es)?|(?:(?:tele)?phone |mobile )?(?:number|no)s?|phone|mobile|email)"
_AT_HOME = rf"(?:home|private|personal) {_WAY}"
_ASKS_FOR_HOME = re.compile(
    rf"\b{_OF_WORK}(?:'?s)? {_AT_HOME}\b|\b{_AT_HOME} (?:of|for) (?:\w+ ){{0,3}}?{_OF_WORK}\b", re.IGNORECASE
)
_HOME_WORDS = frozenset({"home", "private", "personal"})
_DIGIT = re.compile(r"\d")
_STRAIGHT = str.maketrans("‘’", "''")
REMINDER = "If you wrote a child's name or date of birth, please delete your message. I do not keep it."


def asks_for_home(text: str, said: Set[str]) -> bool:
    """Whether the home address or private number of somebody at work is asked for. `said` are the words of
    the text in lower case."""
    return not said.isdisjoint(_HOME_WORDS) and _ASKS_FOR_HOME.search(text) is not None


def names_a_child(text: str, known: Collection[str], inside: tuple[int, int] | None = None) -> bool:
    """Whether a child seems to be named.

    `known` are words in lower case that are not names; what stands between the characters `inside`
    (the name of a school) is not looked at.
    """
    if not text.isascii():
        text = text.translate(_STRAIGHT)
    figures = _DIGIT.search(text) is not None
    if figures and _BORN.search(text):
        return True
    if text == text.lower():
        return False
    for pattern in _NAMES if figures else _NAMES_WITHOUT_YEAR:
        for match in pattern.finditer(text):
            if inside and match.start() < inside[1] and match.end() > inside[0]:
                continue
            words = [plain(word).rstrip(".") for word in match.groups()]
            if not any(word in known or word.removesuffix("s") in known for word in words):
                return True
    return False
