"""What a message says besides what it asks: what it is not about, who was tried in vain, a slip, since when.

Each is a pattern in the text, looked for only where one of the words was said without which it cannot stand
there. `text` has straight apostrophes; `said` are the words of the message, in lower case and without any.
"""

import re
from collections.abc import Collection, Iterator, Sequence, Set

from directory.ask.evidence import Weighing
from directory.ask.index import TALK
from directory.ask.text import Token, sentences_of

_NOT_BEFORE = re.compile(
    r"(?:\b(?:not|isn'?t|isnt)\s+"
    r"(?:about|for|to do with|after|looking for|asking (?:about|for|after)|chasing|concern(?:ed with)?|"
    r"to|(?:an? )?(?:matter|question|case|issue) of)?\s*(?:\b(?:an?|the|our|his|her)\b)?\s*|"
    r"\b(?:nothing to do with|rather than|instead of|no longer (?:has|have|on)(?: an?)?|never about|"
    r"used to have(?: an?)?|(?<!\bnever )(?<!\bnot )(?<!n't )had an? (?:old )?|"
    r"don'?t (?:mean|need|want)(?: an?| the)?)\s*)$",
    re.IGNORECASE,
)
_HAD_BEFORE = re.compile(
    r"\b(?:had|was (?:on|under|with|in))\s+(?:an?\s+|the\s+|some\s+|our\s+)?$", re.IGNORECASE
)
_NOW = re.compile(r"[,.;:\u2026-]\s*(?:and |but )?(?:now|this time)\b", re.IGNORECASE)
_NO_BEFORE = re.compile(r"\bno\s+$", re.IGNORECASE)
_NO_WORRY = re.compile(r".*?\b(?:problems?|issues?|concerns?|worr(?:y|ies)|troubles?)\b", re.IGNORECASE)
_SAYS_NO = re.compile(
    r"\s*(?:(?:team|people|lot|service|lady|woman|man|guy|worker|officer|office|line)s?\s+)?"
    r"(?:(?:have|has|had|just|already|both|also|then|now)\s+){0,2}(?:said|says?|reckons?|told (?:me|us))\s+"
    r"(?:(?:that|it'?s|its|it is|it was|this is|he'?s|she'?s|they'?re|we'?re|i'?m)\s+){0,2}"
    r"not (?:for )?(?:them|theirs?|their \w+|him|her|one for (?:them|him|her))\b",
    re.IGNORECASE,
)
"""What stands right behind somebody who said that it is not for them."""
_TRIED = re.compile(
    r"\b(?:rang|rung|called|phoned|emailed|mailed|contacted|messaged|tried|asked|spoke (?:to|with)|"
    r"spoken (?:to|with)|talked to|went to|been (?:on )?to|been through)\s+(?:up\s+)?"
    r"(?:the|our|my|his|her)?\s*$",
    re.IGNORECASE,
)
_NOT_THEM = re.compile(
    r"[^.?!\n]{0,25}?\b(?:not (?:them|theirs?|him|her|for them|one for|something|a job|anything)|"
    r"(?:isn|can|won|don|doesn|didn|couldn|wouldn)'?t "
    r"(?:them|theirs|do|help|deal|cover|take|touch|handle|for)|cannot|no longer|said no|"
    r"wrong (?:team|place|people|number|person|department)|"
    r"(?:someone|somebody|somewhere|another team) else|elsewhere|"
    r"(?:try|ask|ring) (?:you|the|another|someone))\b",
    re.IGNORECASE,
)
_SENT_ON = re.compile(
    r"\s*(?:(?:team|people|service|lady|worker|officer|office|line)s?\s+)?(?:(?:have|has|had|just|also)\s+){0,2}"
    r"(?:suggest(?:s|ed)?|advis(?:es?|ed)|recommend(?:s|ed)?|told (?:us|me)|said|say|says|asked (?:us|me))\s+"
    r"(?:that\s+)?(?:(?:we|i|us|me|the school|to|should|could)\s+){0,3}"
    r"(?:speak|talk|contact|ring|call|try|ask|e-?mail|approach|go|get)\s+(?:to|with|in touch with)?\s*",
    re.IGNORECASE,
)
"""What stands right behind somebody who sends on to somebody else: "the EP suggested we speak to"."""
_BESIDE_A_NEED = re.compile(
    r"\b(?:by|due|since|until|from|before|after)\s+(?:the\s+)?\d{1,2}(?:[/.]\d{1,2}){1,2}\b|"
    r"\b(?:since|until|by)\s+(?:19|20)\d\d\b|"
    r"^\W*(?:is|are)\s+(?:the\s+)?(?=.*\bstill\b)|\bstill\s+(?:going|there|running|open|around)(?=\W*$)|"
    r"^\W*(?:can|could|would)\s+(?=.*\b(?:ring|call|phone)\s+(?:me|us|the office|office|school)\b)|"
    r"\b(?:ring|call|phone)\s+(?:me|us|(?:the\s+)?office|school)\b(?:\s+back)?"
    r"(?:\s+(?:after|before|b4|at|around)\s+\d{1,2}(?:[.:]\d\d)?)?|"
    r"\b(?:lady|man|bloke|guy|woman|person|chap)?\s*(?:has\s+)?(?:left|retired|gone)\b(?:\s+(?:at|in|last)\s+\w+)?"
    r"(?=[\s,.;-]*(?:has (?:he|she|it) been |been )?(?:replaced|replacement|who now)\b)|"
    r"\b(?:has (?:he|she|it) been |been )?(?:replaced|replacement)\b(?=\W*$)",
    re.IGNORECASE,
)
"""What is said beside a need and tells nothing of it: by when, to ring back, that somebody has left."""
_TAKEN_BACK = re.compile(
    r"\s*[.,;\u2026-]*\s*(?:(?:(?:sorry|oops|whoops)[\s,.-]+no\b|no[\s,.-]+(?:sorry|wait)\b)[\s,.-]*|"
    r"(?:i meant|scratch that|make that|correction)\b|"
    r"(?:one\s+)?(?:thx|thanks)[\s,.!;-]+(?:and\s+)?(?:now|next)\b)",
    re.IGNORECASE,
)
"""What stands right behind a need that was a slip, or is done with: "attendance... sorry no"."""
_SINCE_THE_CHANGE = re.compile(
    r"\b(?:after|since|following|once|in|under|with|post|because of)\s+(?:the\s+)?"
    r"(?:(?:new|planned|current|final|proposed)\s+)?"
    r"(?:redesign|restructur(?:e|ing)|reorganisation|re-?org|structure|model|set-?up)"
    r"(?:\s+(?:is|has been|is all|was)\s+(?:done|over|through|finished|complete))?"
    r"(?=\W*(?:$|[,;.?!]|who\b|which\b))",
    re.IGNORECASE,
)
_NOW_THAT = re.compile(
    r"\b(?:since|now(?: that)?|with|as|given that|because|if|when|once)\b(?=[^,;.?!\n]{3,80}$)", re.IGNORECASE
)
_IT_GOES = re.compile(
    r"\s*(?:(?:posts?|roles?|jobs?)\s+)?(?:is|are|being|was|has|have|goes|going|gone|leaving)\b[^,;.?!\n]{0,40}?"
    r"(?=[,;.?!\n]|$)",
    re.IGNORECASE,
)
_SO_WHO = re.compile(r"\s*[,;.]\s*(?:so|and|then)?\s*(?:who|which|whom)\b", re.IGNORECASE)
_OF_NOT_BEFORE = frozenset(
    {"not", "isnt", "never", "nothing", "rather", "instead", "no", "used", "had", "dont", "was"}
)
_OF_REFUSING = frozenset(
    {"not", "isnt", "cant", "wont", "dont", "doesnt", "didnt", "couldnt", "wouldnt", "cannot", "no", "wrong"}
    | {
        "else",
        "elsewhere",
        "try",
        "ask",
        "ring",
        "suggest",
        "suggests",
        "suggested",
        "advise",
        "advises",
        "advised",
    }
    | {
        "sorry",
        "oops",
        "mean",
        "meant",
        "scratch",
        "correction",
        "thanks",
        "ta",
        "cheers",
        "sorted",
        "done",
        "now",
    }
    | {"recommend", "recommends", "recommended", "told", "said", "say", "says"}
)
_OF_BESIDE = frozenset(
    {
        "by",
        "due",
        "since",
        "until",
        "still",
        "ring",
        "call",
        "phone",
        "replaced",
        "replacement",
        "left",
        "retired",
    }
)
_NOT_HERE = (_SAYS_NO, _SENT_ON, _TAKEN_BACK)
_OF_SUCCESSION = frozenset({"taking", "takes", "take", "replaces", "replacing", "replace", "over", "instead"})
_OF_CHANGE = frozenset(
    {
        "redesign",
        "restructure",
        "restructuring",
        "reorganisation",
        "reorg",
        "structure",
        "model",
        "setup",
        "set",
    }
)
_NEGATION_REACH = 30
_WORRY_REACH = 12
_ENOUGH_LEFT = 1
_FEW_WORDS = 3
_TO_THANKS = 3
"""Words within which a sentence of thanks says so: "many thanks", "great, thank you"."""


def denied(text: str, said: Set[str], weighing: Weighing) -> tuple[tuple[int, int], ...]:
    """From where to where the message says what it is not about: "not attendance, it's about transport"."""
    if said.isdisjoint(_OF_NOT_BEFORE):
        return ()
    found = []
    for hit in weighing.hits:
        before = max(0, hit.start - _NEGATION_REACH)
        negation = _negation(text, before, hit.start, hit.end)
        if negation:
            found.append((before + negation.start(), hit.end))
    left = [
        word for word in weighing.words if not any(start <= word.token.start < end for start, end in found)
    ]
    return tuple(found) if len(left) >= _ENOUGH_LEFT else ()


def tried_in_vain(text: str, said: Set[str], weighing: Weighing) -> tuple[tuple[int, int], ...]:
    """From where to where the message names somebody who is not to be asked: who was tried in vain ("rang ed
    psych, they said it's not them"), who sent on to another, and a slip ("attendance... sorry no, EHE")."""
    if said.isdisjoint(_OF_REFUSING):
        return ()
    found = []
    for hit in weighing.hits:
        says = next(filter(None, [turn.match(text, hit.end) for turn in _NOT_HERE]), None)
        tried = _TRIED.search(text, max(0, hit.start - _NEGATION_REACH), hit.start)
        if says:
            found.append((hit.start, says.end()))
        elif tried and (refused := _NOT_THEM.match(text, hit.end)):
            found.append((tried.start(), refused.end()))
    return tuple(found)


def beside_a_need(text: str, said: Set[str]) -> Iterator[tuple[int, int]]:
    """From where to where something is said beside a need that tells nothing of it: "can the EP ring me after
    2", "PEP by 30/6", "is outreach still going"."""
    if said.isdisjoint(_OF_BESIDE):
        return
    for found in _BESIDE_A_NEED.finditer(text):
        yield found.span()


def since_a_change(text: str, said: Set[str], title: tuple[int, int] | None) -> tuple[int, int] | None:
    """From where to where a message only says since when it asks: "after the redesign", "now the head of
    virtual school is going". `title` is where a post is named."""
    if title and said.isdisjoint(_OF_SUCCESSION):
        goes = _IT_GOES.match(text, title[1])
        since = [found.start() for found in _NOW_THAT.finditer(text[: title[1]])] if goes else []
        if goes and (since or _SO_WHO.match(text, goes.end())):
            return since[-1] if since else title[0], goes.end()
    if said.isdisjoint(_OF_CHANGE):
        return None
    found = _SINCE_THE_CHANGE.search(text)
    return found.span() if found else None


def small_talk(text: str, kept: Sequence[Token], weighing: Weighing) -> list[tuple[int, int]]:
    """From where to where there are sentences of small talk before others: "are you a robot?"."""
    if not any([all(map(_is_talk, hit.keys)) for hit in weighing.hits]):
        return []
    spans = [(each[0].start, each[-1].end, len(each)) for each in sentences_of(text, kept)[:-1]]
    return [(start, end) for start, end, words in spans if _is_small_talk(start, end, words, weighing)]


def thanked_for(text: str, kept: Sequence[Token], thanks: Collection[str]) -> Iterator[tuple[int, int]]:
    """From where to where sentences before others say thanks: "thanks for the EP's number. Who does HR?"."""
    for each in sentences_of(text, kept)[:-1]:
        if any([token.plain in thanks for token in each[:_TO_THANKS]]):
            yield each[0].start, each[-1].end


def _is_small_talk(start: int, end: int, words: int, weighing: Weighing) -> bool:
    hits = [hit for hit in weighing.hits if start <= hit.start < end]
    talk = [hit.length for hit in hits if all(map(_is_talk, hit.keys))]
    return len(hits) == len(talk) > 0 and (max(talk) > 1 or words <= _FEW_WORDS)


def _is_talk(key: str) -> bool:
    return key.startswith(TALK)


def _negation(text: str, before: int, start: int, end: int) -> re.Match[str] | None:
    """What takes away what is said from `start` to `end`, from the character `before` on: that it is not
    meant, that it was so and now is not, or that there are no worries about it."""
    said = text[before:start]
    return (
        _NOT_BEFORE.search(said)
        or (_HAD_BEFORE.search(said) if _NOW.search(text, end) else None)
        or (_NO_BEFORE.search(said) if _NO_WORRY.match(text[start : end + _WORRY_REACH]) else None)
    )
