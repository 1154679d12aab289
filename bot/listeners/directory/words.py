"""What was typed after `/directory`, in words: a name in quotation marks stays together."""

import html
import re
from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from directory.errors import SignpostError

_PIECE = re.compile(
    r'"((?:[^"“”„«»]|[“„«»][^"“”„«»]*[“”«»])*)"(?!\S)'  # in straight quotation marks, curly ones inside
    r'|“((?:[^"“”„«»]|"[^"“”„«»]*")*)”(?!\S)'  # in curly ones, straight ones inside
    r'|["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)'  # in any of them; the last may be missing
    r"|(?<!\S)['‘‛](.+?)['’](?!\S)"  # in single ones, which also stand inside words such as Fox's
    r"|(\S+)"
)
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
_PLACE = re.compile(r"<(#|!subteam\^)([A-Z0-9]+)(?:\|[^<>]*)?>")
_LINK = re.compile(r"<(?:mailto:|tel:)?(?:[^|<>]*\|)?([^<>]*)>")
_SIMILAR = 60


class NotUnderstood(SignpostError):
    """The words after the command do not fit together. Nothing was changed."""


@dataclass(frozen=True)
class Word:
    """One word, or several that stood in quotation marks."""

    text: str
    quoted: bool = False


def split(typed: str) -> list[Word]:
    """The words of a line as Slack hands it over.

    A mention of a person or a user group becomes the Slack id after an @, that of a channel after a #.
    """
    named = _PLACE.sub(lambda found: ("#" if found[1] == "#" else "@") + found[2], typed)
    plain = html.unescape(_LINK.sub(r"\1", _MENTION.sub(r"@\1", named)))
    words = []
    for found in _PIECE.finditer(plain):
        *quoted, bare = found.groups()
        if bare is not None:
            words.append(Word(bare))
        else:
            name = next(each for each in quoted if each is not None)
            words.append(Word(" ".join(name.split()), quoted=True))
    return words


def values(words: list[Word], links: Collection[str], flags: Collection[str] = ()) -> dict[str, str]:
    """What was said, by the link word before it ("" for what came first); a flag has the value "yes".

    A value is one text in quotation marks, or a run of words. Raises NotUnderstood for anything else.
    """
    found: dict[str, str] = {}
    at, link = 0, ""
    while at < len(words):
        word = words[at]
        plain = word.text.lower()
        if not word.quoted and plain in (*links, *flags):
            if plain in found:
                raise NotUnderstood(f"'{plain}' stands there twice. Nothing was changed. Say it once.")
            link = "" if plain in flags else plain
            found[plain] = "yes" if plain in flags else ""
            at += 1
        elif found.get(link):
            raise _stray(word, (*links, *flags))
        elif word.quoted:
            found[link] = word.text
            at += 1
        else:
            run = _run(words[at:], (*links, *flags))
            found[link] = " ".join(run)
            at += len(run)
    empty = [name for name in links if name in found and not found[name]]
    if empty:
        raise NotUnderstood(f"Something is missing after '{empty[0]}'. Nothing was changed.")
    return found


def _run(words: list[Word], stop: Collection[str]) -> list[str]:
    run: list[str] = []
    for word in words:
        if word.quoted or word.text.lower() in stop:
            break
        run.append(word.text)
    return run


def _stray(word: Word, known: Collection[str]) -> NotUnderstood:
    near = nearest(word.text, known)
    meant = f" Did you mean '{near}'?" if near else " Put names of several words in quotation marks."
    return NotUnderstood(f"I do not understand '{word.text}' there. Nothing was changed.{meant}")


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word that is most like this one, if any is."""
    found = process.extractOne(word.lower(), list(known), scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    return str(found[0]) if found else None
