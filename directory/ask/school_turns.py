"""Turns of phrase about a school: named in passing, wished for a child, or asked about itself.

Each is a pattern in the text right before the name or right behind it.
"""

import re

_REACH = 40
"""Characters before a name within which a pattern stands."""
_IN_PASSING = re.compile(
    r"(?:\b(?:came|come|comes|coming|moved|moves?|moving|joined|joining|transferred|transferring|transfer|"
    r"arrived|arriving|over|up|across|start|starting|started)\s+(?:(?:to\s+)?\w+\s+)?(?:from|via)|"
    r"\bfrom us\s+(?:on\s+|over\s+|up\s+)?to|\b(?:leav(?:e|es|ing)|left)\s+us\s+(?:for|to go to)|"
    r"\b(?:done|held|completed|assessed|issued|written up)\s+(?:at|by)|"
    r"\b(?:taken|took|taking|had|got|getting|gained|inherited|admitted|receiv(?:e|ed|ing)|accept(?:ed|ing)?)\s+"
    r"(?:\w+\s+){1,4}from|\b(?:excluded|suspended)\s+(?:\w+\s+){0,3}from|"
    r"\bmanaged moves?\s+(?:\w+\s+){0,3}?(?:from|to|with|into)|"
    r"\b(?:shar(?:es?|ed|ing)|job ?share)\s+(?:\w+\s+)?(?:with|w)|"
    r"\b(?:was|were|been|used to (?:be|work|teach)|previously|formerly|until \w+) (?:at|in)|\bleft|"
    r"\b(?:going|goes|go|gone|went|off|moving|moved|transferring|transferred|transfer|transition(?:ing)?|moves)\s+"
    r"(?:on\s+|up\s+|over\s+|back\s+)?to|\bfeed(?:s|ing)?\s+(?:in)?to|"
    r"(?<!\bof\s)(?<!\bfor\s)\b(?:our|a|the) feeders?(?: schools?)?|"
    r"\b(?:partner|sister|linked|nearest|neighbouring|receiving|previous)(?:\s+school)?(?:\s+is)?|"
    r"\b(?:same|different|separate)\s+(?:\w+\s+)?(?:as|from|to|than)|"
    r"\b(?:brothers?|sisters?|siblings?|twins?|cousins?)\s+"
    r"(?:(?:is|are|also|who is|who's|goes|go)\s+)*(?:at|to|in))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What stands right before the name of a school that a child has to do with, beside that of who asks."""
_SAYS = re.compile(
    r"\s*(?:school\s+|academy\s+)?(?:say|says|said|reckons?|thinks?|told (?:us|me))\b", re.IGNORECASE
)
"""What stands right behind a school that only says something."""
_WHO_IS_OURS = re.compile(
    r"\bwho(?:'?s| is| would be)\s+ours\b|\b(?:what|how) about (?:us|ours)\b", re.IGNORECASE
)
"""What asks for one's own, behind the school of somebody else's: "Kingsmead have a good one, who is ours"."""
_OURS = re.compile(
    r"\b(?:(?:we|us|me|here|now|based) (?:here )?at|"
    r"(?:i am|i'?m|we are|we'?re|calling|writing|ringing) (?:here )?(?:at|from)|"
    r"(?:head ?teacher|headmaster|headmistress|principal|on behalf) of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What stands right before the name of the asker's own school: "we at", "headteacher of"."""
_OURS_HERE = re.compile(r"\s+(?:(?:school|primary|academy|high|infants?|juniors?)\s+)?here\b", re.IGNORECASE)
_OF_ITSELF = re.compile(
    r"(?:\b(?:phone|telephone|contact|office|email|e-mail|postal)\s+)?"
    r"\b(?:numbers?|phone|email|e-mail|address|postcode|website)\s+(?:for|of|at)\s+"
    r"(?:the\s+)?(?:(?:school\s+)?"
    r"(?:office|reception|head|head ?teacher|senco|sendco|dsl|bursar|business manager)\s+(?:at|of|in)\s+)?$|"
    r"\bwho(?:'?s| is)\s+(?:the\s+)?(?:new\s+|deputy\s+)?"
    r"(?:head|head ?teacher|principal|senco|sendco|dsl|bursar|"
    r"business manager|chair of governors|caretaker|receptionist)\s+(?:at|of|for|in)\s+(?:the\s+)?$|"
    r"\bwhat time (?:does|do|is|are)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What stands right before the name of a school about which itself something is asked."""
_ITS_OWN = re.compile(
    r"'?s?\s+(?:school'?s?\s+)?(?:(?:phone|telephone|office|email|postal)\s+)?"
    r"(?:number|phone|email|address|postcode|website|"
    r"ofsted (?:grade|rating|result|report)|finish(?:ing)? time|"
    r"opening hours|term dates)(?:\s*please)?\W*$",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"(?:\b(?:places?|spaces?|room|spots?|slots?|vacanc(?:y|ies)|beds?|seats?|placements?)\s+"
    r"(?:\w+\s+){0,3}?(?:at|in|for)|"
    r"\b(?:go|going|get|gets|getting|move|moving|refer|referring|referral|send|sending|accepted|admitted|transfer|"
    r"transferring|come|apply|applying|fits? in)\s+(?:\w+\s+){0,3}?(?:to|into|at|for|in)|"
    r"\b(?:wants?|wanted|wanting|likes?|prefers?|preferred|set on|named?|naming|names|considering|"
    r"chosen|chose|choosing|asking for|pushing for|hoping for|says|looked (?:at|round)|been to see|"
    r"visited))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What stands right before the name of a school that is wished for a child."""
_ITS_PLACE = re.compile(
    r"\s+(?:school\s+|academy\s+)?(?:(?:places?|placements?|referrals?|spaces?|spots?)\b|"
    r"take\b|considered\b|have (?:room|space))",
    re.IGNORECASE,
)
_NO_MORE = re.compile(
    r"(?:\s+(?:school\s+)?(?:office|reception))?\W*"
    r"(?:(?:please|pls|plz|thanks|ta|start|starts|finish|finishes|open|opens|close|closes|now|currently|lol)\b"
    r"\W*)*"
    r"(?:(?:i |we )?(?:need|want|have|got) to (?:send|pass|speak|talk|ring|email|transfer|share)\b"
    r"[^.?!\n]{0,60}[.?!]?)?$",
    re.IGNORECASE,
)
_OF_THERE = re.compile(
    r"\bthere(?=\s*[?.!,]|\s*$)|\bthat school\b|"
    r"\btheir\s+(?:lead|area|inclusion|advis[eo]r|named|contact|link)\b",
    re.IGNORECASE,
)
"""What asks of the school that was named in passing."""

_WHERE = re.compile(
    r"(?:\b(?:liv(?:es?|ed|ing)|stay(?:s|ing)|based|camped|housed)\s+"
    r"(?:\w+\s+){0,2}(?:in|at|near|round|outside|by)|"
    r"\b(?:girls?|boys?|child(?:ren)?|pupils?|students?|kids?|lads?|sixth formers?|mums?|dads?|parents?|"
    r"famil(?:y|ies)|travellers?)\s+(?:over\s+|out\s+|down\s+)?in|"
    r"\b(?:site|estate|stop|pavement|houses?|caravans?)\s+(?:over\s+|out\s+)?(?:in|at|near|by)|"
    r"\b(?:taxis?|bus(?:es)?|minibus(?:es)?|coach(?:es)?|transport|pick(?:ed)? ?up|dr[io]ves?|driving|"
    r"travel(?:s|ling)?|walk(?:s|ing)?|com(?:es|ing) in|cycl(?:es|ing))\b[^.?!,;]{0,20}"
    r"\b(?:from|out of|via)|"
    r"\b(?:fostered|placed|in care)\s+(?:\w+\s+)?(?:in|near)|"
    r"\b(?:camhs|health visitors?|hv|hospital|social workers?|social care|nurses?|gp|doctors?|surgery|police|"
    r"pcso|dentists?|paediatricians?|physio|clinic|family hub|children'?s centre)\s+"
    r"(?:at|in|from|for|near|over in))\s+$",
    re.IGNORECASE,
)
"""What stands right before a place where somebody lives or sets out: "a boy over in", "the taxi from"."""
_PLACE_OF = re.compile(
    r"\s+(?:bus(?:es)?|taxis?|minibus(?:es)?|coach|trains?|station|pick ?-?up|run|route|road|bypass|estate|"
    r"surgery|library|hospital|police|postcode|address|traveller site)\b",
    re.IGNORECASE,
)
"""What stands right behind a place and is of the place, not of a school."""


def tells_where(text: str, span: tuple[int, int]) -> bool:
    """Whether a place that stands from one character to another only tells where somebody lives or something
    is, not which school is meant: "a girl in Porlock", "the Wiveliscombe bus"."""
    before = _before(text, span)
    return bool(_WHERE.search(before) or _PLACE_OF.match(text, span[1]))


def named_in_passing(text: str, span: tuple[int, int]) -> bool:
    """Whether the school whose name stands from one character to another is only one that a child comes from,
    goes to or has to do with, and it is not asked about: "joining from Kingsmead", "our feeder Hindhayes"."""
    before = _before(text, span)
    if not (_IN_PASSING.search(before) or _SAYS.match(text, span[1]) or _WHO_IS_OURS.search(text, span[1])):
        return False
    after = text[span[1] :].lower()
    return not (_OF_THERE.search(after) or f"{text[slice(*span)].lower()}'s" in after)


def is_ours(text: str, span: tuple[int, int]) -> bool:
    """Whether the asker says to be of the school whose name stands from one character to another: "we at
    Kingsmead", "Kingsmead here"."""
    before = _before(text, span)
    return bool(_OURS.search(before) or _OURS_HERE.match(text, span[1]))


def of_itself(text: str, span: tuple[int, int]) -> bool:
    """Whether something about the school is asked whose name stands from one character to another, or for
    somebody in it: "postcode of Kingsmead", "who is the SENCO at Kingsmead"."""
    before = _before(text, span)
    asked = _OF_ITSELF.search(before) and _NO_MORE.match(text, span[1])
    return bool(asked or _ITS_OWN.match(text, span[1]))


def wished(text: str, span: tuple[int, int]) -> bool:
    """Whether the school whose name stands from one character to another is wished for a child: "a place at
    Kingsmead", "mum wants Kingsmead"."""
    before = _before(text, span)
    return bool(_WISHED.search(before) or _ITS_PLACE.match(text, span[1]))


def _before(text: str, span: tuple[int, int]) -> str:
    """What stands right before a name."""
    return text[max(0, span[0] - _REACH) : span[0]]
