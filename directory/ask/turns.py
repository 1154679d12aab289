"""Turns of phrase that say what a message means to ask: one of two, two things, of another school.

Each is a pattern in the text, looked for only where one of the words was said without which it cannot stand
there. `text` has straight apostrophes; `said` are the words of the message, in lower case and without any.
"""

import re
from collections.abc import Set

_ANOTHER_SCHOOL = re.compile(
    r"\b(?:our other|my other|our sister|our feeder|"
    r"(?:for|of|about|covers?|on behalf of)\s+(?:the other|another|a different|neighbouring))\s+"
    r"(?:school|site|primary|academy|nursery)\b",
    re.IGNORECASE,
)
_ANNOUNCES_TWO = re.compile(
    r"\b(?:"
    r"(?:two|2|couple of|both) (?:different |separate |quick |unrelated |phone )?"
    r"(?:things|bits|matters|questions|queries|qs|contacts|people|teams|names|numbers|issues|requests|jobs|asks)|"
    r"different (?:people|teams)|who'?s who|in that order|(?:and|&|,) (?:who )?for the (?:second|other)|"
    r"(?:who|which|what|teams?|names?|contacts?|one|numbers?)\b[^.?!]{0,25}\b(?:each|both)|"
    r"which (?:one |team )?(?:is )?for which|who (?:\w+ ){0,3}(?:for|does|do|gets) (?:each|which)|"
    r"who ?[x×] ?2|who and who|which (?:teams|people|numbers|contacts|names|offices|addresses)|"
    r"both (?:bits|of (?:these|them))|each of (?:these|them)|as well as|same (?:person|team|people) or|"
    r"separately|separate (?:question|query|thing|issue|person|team|services?|people)|and,? unrelated|"
    r"second(?:ly)? (?:thing|question)|secondly|(?:another|one more) (?:thing|question)|"
    r"(?:and|also) (?:who|whoever|which team)"
    r")\b|"
    r"\(?\b(?:a|i|1)[).].{3,150}(?:\b|\()(?:b|ii|2)[).]",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_CHILD = re.compile(
    r"\b(?:another|(?:a|two|2) diff?erent|two diff|the other)\s+(?:\w+\s+)?"
    r"(?:child(?:ren)?|pupils?|students?|kids?|boys?|girls?|lads?|lass|one|family|families)\b|"
    r"\bone\b.{3,120}\b(?:and|,|the)\s+(?:another|other|one)\b|"
    r"\b(?:his|her|their|whose)\s+(?:\w+\s+)?(?:sisters?|brothers?|siblings?|twins?|cousins?)\b",
    re.IGNORECASE | re.DOTALL,
)
_ALSO = re.compile(
    r"\b(?:also|too|as well|plus|on top of (?:that|this)|while i'?m (?:at it|here|on))\b", re.IGNORECASE
)
_JOINED = re.compile(r"\s\+\s|&\s|\bAND\b")
_HEDGED = re.compile(
    r"\b(?:might (?:just )?be|may(?: just)? be|maybe|could (?:just )?be|not sure (?:if|whether)|"
    r"(?:do not|don'?t) know (?:if|whether)|can'?t tell (?:if|whether)|or is it|either|"
    r"is it (?:the|an?|for|with|under|through|down to))\b.{3,60}?"
    r"\b(?:might|maybe|may be|or|could be)\b",
    re.IGNORECASE | re.DOTALL,
)
_UNSURE = re.compile(
    r"\b(?:(?:not|isn'?t|never|aren'?t) (?:(?:really|quite|entirely|at all|too) )?(?:sure|certain|clear)|"
    r"(?:don'?t|do not|doesn'?t|didn'?t|did not) (?:(?:really|quite|even) )?(?:know|say|mind|remember)|"
    r"no (?:idea|clue)|(?:can'?t|cannot|couldn'?t) (?:tell|make out|remember|work out)|"
    r"whichever|unclear|unsure|which (?:one|it is))\b",
    re.IGNORECASE,
)
_OF_OTHER_CHILD = frozenset(
    {"another", "different", "diff", "diferent", "one", "other", "sister", "sisters", "brother", "brothers"}
    | {"sibling", "siblings", "twin", "twins", "cousin", "cousins"}
)
_OF_ALSO = frozenset({"also", "too", "well", "plus", "top", "while"})
_OF_ANOTHER_SCHOOL = frozenset({"other", "another", "different", "sister", "feeder", "neighbouring"})
_OF_HEDGED = frozenset({"might", "maybe", "may", "or", "could"})
_OF_UNSURE = frozenset(
    {"sure", "certain", "clear", "know", "say", "mind", "remember", "idea", "clue", "tell", "make", "work"}
    | {"whichever", "unclear", "unsure", "which"}
)
_OF_EITHER = frozenset({"or", "vs", "versus"})


def another_school(text: str, said: Set[str]) -> bool:
    """Whether another school than the person's own is meant: "our other school"."""
    return not said.isdisjoint(_OF_ANOTHER_SCHOOL) and bool(_ANOTHER_SCHOOL.search(text))


def announces_two(text: str) -> bool:
    """Whether two needs are announced: "two things", "who for both", "and who does the other"."""
    return bool(_ANNOUNCES_TWO.search(text))


def another_child(text: str, said: Set[str]) -> bool:
    """Whether a second child or family is spoken of: "and another who", "his sister"."""
    return not said.isdisjoint(_OF_OTHER_CHILD) and bool(_OTHER_CHILD.search(text))


def goes_on(text: str, said: Set[str]) -> bool:
    """Whether a message goes on to a further thing: "also", "plus", "while I'm here"."""
    return not said.isdisjoint(_OF_ALSO) and bool(_ALSO.search(text))


def joined(text: str, *, caps_count: bool) -> bool:
    """Whether two things are joined by a sign or with emphasis: "EHCP + transport", "this AND that"."""
    found = _JOINED.search(text)
    return found is not None and (caps_count or found.group() != "AND")


def hedged(text: str, said: Set[str]) -> bool:
    """Whether a message wavers: "might be anxiety, might just be mum", "this or that, I don't know which"."""
    if not said.isdisjoint(_OF_HEDGED) and _HEDGED.search(text):
        return True
    either = not said.isdisjoint(_OF_EITHER) or "/" in text
    return either and not said.isdisjoint(_OF_UNSURE) and bool(_UNSURE.search(text))
