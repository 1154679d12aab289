"""What counts as a child in danger now, and what only sounds like it."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.ask.index import SharedIndex
from directory.ask.likeness import spelt_right
from directory.ask.reading import danger_in, ordinary_need, ranked
from directory.ask.text import sentences_of, tokens
from directory.ask.urgent import UrgentSigns
from directory.ask.urgent_wording import Sign
from directory.ask.vocabulary import UrgentWording, VocabularyError

_ROOT = Path(__file__).resolve().parents[3]
_MOST_FALSE = 1 / 25
_WORDS_OF_SIGNS = (
    "dad",
    "hit",
    "her",
    "told",
    "knife",
    "boy",
    "training",
    "missing",
    "today",
    "scared",
    "home",
)

SIGNS = {
    "a child has told": "child has just said dad hits her with a belt",
    "afraid to go home": "she is terrified and begging us not to let her go home",
    "marks and injuries": "cigarette burns on a boy's arm",
    "violence at home": "Dad attacked mum in front of the children last night",
    "unsafe collection": "mum is drunk at the gate trying to collect her kids in the car",
    "missing now": "pupil has run off site towards the main road",
    "harming themselves": "a year 8 says he wants to die",
    "overdose and poison": "she has swallowed a whole packet of paracetamol",
    "a medical emergency": "our diabetic pupil is unresponsive",
    "fire, gas and threats to the building": "there is a fire in the science lab and the kids are outside",
    "weapons and attacks": "a boy has a knife in his bag",
    "drawn into extremism": "pupil has said he's going to join isis and leaves on friday",
    "exploited": "boy is being made to carry drugs for an older gang",
    "pictures and blackmail": "someone is blackmailing one of our students with nude photos",
    "another child": "girl says a boy in her class forced her to do stuff in the toilets",
    "marriage, honour and cutting": "one of our year 11s is being forced to marry her cousin",
    "alone, hungry or shut in": "8 year old left home alone, no food in the house",
    "a parent who may do harm": "a mum told our office she is going to hurt the baby",
    "an adult at work": "I saw a TA drag a child by the hair",
    "asking for the emergency route": "need social services now",
}
CALM = (
    "this census is killing me, who can help",
    "who runs knife crime training for year 8, one boy brought a knife in",
    "can you check our policy on a child gone missing",
    "pupil took an overdose years ago, who does the medical plan",
    "a child hasn't turned up since September and the family seem to have moved",
    "pupil permanently excluded for bringing a knife in, need a placement",
    "a reception child bit a TA",
    "he throws chairs and hits staff",
    "self harm support group, who runs it",
    "a parent died at the weekend",
    "the boiler is dead and the children are cold",
    "taxi didn't turn up this morning and the child was left waiting",
    "a laptop has gone missing from the pupil library",
    "allegation about a TA who hit a child, head has it in hand",
    "who do I get in touch with about her dad's address",
    "mum is killing me with emails about the laptop",
    "I am drowning in annual reviews and every child needs one of them",
    "a year 11 girl can catch the bus by herself, who trains her",
    "a girl ran off last week, she is back home and happy, who helps with her timetable",
    "boy had an allergic reaction at lunch, all treated and back in school",
    "social worker closed it, the children are all settled with nan who had no beds",
    "one of our teachers behaved inappropriately at the disco",
    "attendance has fallen off a cliff, who can come to a meeting",
    "he took an overdose in year 9, he is year 11 now, can he have rest breaks",
    "blind as a bat without his glasses and mum forgot them again",
    "my staff have bruises up their arms from a 6 year old, who helps with behaviour",
    "the boy had his tea with mum and is proud as punch",
)
GOING_ON = (
    "he was doing well but he has started again, cut his wrists in the toilets today",
    "social care closed it but dad hit him with a belt again last night",
    "everyone is fine at school but she told me this morning dad raped her",
)


MEANT = (
    "he fell off a cliff on the residential",
    "she says he put a gun to my head",
    "dad gave her a slap in the face this morning",
    "he says he gets tied up in the shed",
    "she has lost the will to live",
    "the kitchen has gone up in flames",
    "my bestie is going to kill herself",
    "dad keeps pulling my hair",
)
ASKED = (
    "pupil disclosed that her dad touches her, who does the referral",
    "boy has a knife in his bag, who can advise",
    "girl has taken an overdose, is there a number",
    "she was raped at the weekend, who is our lead",
    "he has run off site, how do we get the police",
    "girl says she is frightened of her stepdad, can somebody ring me",
    "child told me he is locked in the shed, who do I ask",
    "she told me her brother gets in her bed, who would advise",
)
QUESTIONS = (
    "who do I tell?",
    "who deals with this?",
    "who do I ask?",
    "can someone advise?",
    "is there someone who can come?",
    "what happens next?",
)
EVERYDAY = (
    "two of ours have lost grandparents and its hit them hard, who offers grief groups",
    "a boy in year 6 had the wrong paper, I put it in the safe",
    "mum's hours were cut and she asks about free meals for her girl",
    "the boy's plan is late and we promised his mum an answer",
    "two of our ex-pupils turned up to see the children perform",
    "dad is going to teach her himself from now on",
    "he's off with a cold again and mum backs him up",
    "she's next in line for the place, her mum says",
    "the boy's mum comes to the house and says could he have more maths",
    "the chair has been outgrown and the girl is slumped at her table",
    "one of our pupils is locked out of her account and her mum is cross",
    "landlord changed the locks, the children moved and mum left no address",
    "a stock cupboard is full of books the teacher wants for one child",
    "the family told us they will take the hit of a fine",
    "a spike in parents who teach at home, can we have the figures",
    "year 8 is being kicked out of a second school, which panel",
    "mum of a new baby is just on her knees, the older two are late each day",
    "the class is evacuated each time one boy throws chairs",
    "our caretaker died of a heart attack and the children are upset",
    "she told the parents he is off until Monday, who do we notify",
    "who would I ring about a child being hurt, in case I ever need it",
    "the referral is filled in, not an emergency, where do social services want it sent",
    "a supply teacher messaged a girl on snapchat, head knows and the agency has stopped him",
    "a man with a knife was outside yesterday, it is over, who supports the children",
    "chair of governors asks what happens if one of the children goes missing",
    "two sisters thumped each other on the coach, mum collected them",
    "a child wrote a story where the teacher dies",
    "year 8 boy got past the filter to porn on the library computer",
)
UNDERSTATED = (
    "he gave me his watch, said look after it for good",
    "she asked if heaven is real and can you choose when",
    "mum said don't be surprised if none of us is here monday",
    "mum's partner collected her and she went stiff as a board",
    "a man rang asking what time she finishes, she went white",
    "there's blood on his shirt and he says he walked into a door",
    "he would rather sleep on the street than go back there",
    "girl got off at the lights and ran, we can't find her",
    "year 3 child has disappeared, we have looked everywhere",
    "little one slipped through the gate and we can't see him",
    "mum hasn't come for him and it's half 5",
    "her ex keeps turning up at the school gate",
    "he keeps asking if he can sleep in the hut and not go back",
    "four kids, the oldest is 9, they've been by themselves since Friday",
    "we can't get him off the roof",
    "her hands are raw from bleach, mum said it was as a punishment",
    "dad says he'll drive them all into the sea",
    "a bloke is in the shed with year 9s and they're off their heads",
    "my stepdad goes in her room, she's 9",
    "an online friend is parked outside her house",
    "somebody who shouldn't be here is walking the corridors",
    "year 4 said: if I'm bad I get the hose",
    "refusing to get in the car with his uncle, screaming not him not him",
    "there's a smell of burning and smoke pouring out of the boiler house",
    "she said if I go home I won't be coming back",
    "a neighbour says she can hear him banging on the inside of the shed, he's 8",
    "dad has barricaded himself in with the toddler",
    "she is on the edge of the multi storey, we can see her",
    "their next door neighbour's kids are on their own again at 11 at night",
    "girl pulls her sleeves down, there is fresh blood on the cuff",
    "a child is worried she'll do it again",
    "mum said she'd put him through a window if he shows her up",
)
ASIDES = (
    "Which form is the census? Also, while I've got you, a girl in 5 showed me where her uncle puts his hand",
    "we need a date for the annual review and by the way mum's boyfriend holds his head in the bath",
    "Two things: who sends the attendance codes? One more thing, she says her grandad sleeps in her bed",
)


@cache
def _shared() -> SharedIndex:
    return SharedIndex.read(_ROOT / "data" / "vocabulary")


def _danger(message: str) -> str | None:
    shared = _shared()
    found = tokens(message, shared.vocabulary.abbreviations)
    asked = shared.vocabulary.manners.asked(found)
    weighing = shared.evidence.weigh(asked)
    ordinary = ordinary_need(
        ranked(weighing, shared.likeness.of(spelt_right(weighing.words, asked))), weighing
    )
    return danger_in(found, sentences_of(message, asked), ordinary, shared, shared.evidence.known_words)


def _sign(message: str) -> Sign | None:
    shared = _shared()
    return shared.urgent.surest(tokens(message, shared.vocabulary.abbreviations), shared.evidence.known_words)


def _small(*danger: str, calm: tuple[str, ...] = ("training",)) -> UrgentSigns:
    wording = UrgentWording(
        words={
            "sayings": ("hit the roof",),
            "asides": ("by the way",),
            "pupil": ("boy", "girl"),
            "child": ("{pupil}", "little one"),
            "hurt": ("hit", "bruised", "cut|bruised arm|leg"),
            "place": ("shed", "train"),
        },
        danger={"harm": danger},
        calm=calm,
        even_so=("right now",),
        not_misspelt=("bruiser",),
    )
    return UrgentSigns(wording, {})


def _questions(file: str) -> Iterator[tuple[str, bool]]:
    for line in (_ROOT / "tests" / "questions" / file).read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        yield question["q"], question["expect"]["kind"] == "urgent"


@pytest.mark.parametrize("family", SIGNS)
def test_each_family_of_danger_is_found(family: str) -> None:
    assert _danger(SIGNS[family])


def test_every_family_in_the_file_has_a_message_here() -> None:
    assert set(SIGNS) == set(_shared().vocabulary.urgent.danger)


@pytest.mark.parametrize("message", CALM)
def test_what_only_sounds_like_danger_has_no_sign_of_it(message: str) -> None:
    assert _sign(message) is None


@pytest.mark.parametrize("message", GOING_ON)
def test_what_still_goes_on_is_urgent_though_something_was_closed(message: str) -> None:
    assert _danger(message)


@pytest.mark.parametrize("message", MEANT)
def test_words_that_are_often_a_saying_are_danger_where_they_are_meant(message: str) -> None:
    assert _danger(message)


@pytest.mark.parametrize("message", ASKED)
def test_asking_who_deals_with_it_does_not_hide_a_strong_danger(message: str) -> None:
    assert _danger(message)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_after_it_hides_next_to_no_danger(question: str) -> None:
    danger = [message for message, urgent in _questions("urgent_a.jsonl") if urgent]
    missed = [message for message in danger if _danger(f"{message}. {question}") is None]
    assert len(missed) <= len(danger) / 100


@pytest.mark.parametrize("message", EVERYDAY)
def test_a_word_of_danger_in_its_everyday_sense_is_no_sign_of_it(message: str) -> None:
    assert _sign(message) is None


def test_little_of_what_was_made_to_sound_like_danger_is_urgent() -> None:
    messages = (*CALM, *EVERYDAY)
    taken = [message for message in messages if _danger(message)]
    assert len(taken) <= len(messages) / 18


@pytest.mark.parametrize("message", UNDERSTATED)
def test_danger_put_calmly_is_found(message: str) -> None:
    assert _danger(message)


@pytest.mark.parametrize("message", ASIDES)
def test_danger_told_in_passing_after_other_business_is_found(message: str) -> None:
    assert _danger(message)


def test_the_tuning_set_is_all_urgent() -> None:
    assert [
        message for message, urgent in _questions("urgent_a.jsonl") if urgent and not _danger(message)
    ] == []


@pytest.mark.parametrize("file", ["urgent_a.jsonl", "own_a.jsonl"])
def test_few_ordinary_messages_are_taken_for_danger(file: str) -> None:
    calm = [message for message, urgent in _questions(file) if not urgent]
    assert sum(_danger(message) is not None for message in calm) <= _MOST_FALSE * len(calm)


@pytest.mark.parametrize(
    "message",
    [
        "sucidal pupil in my office",
        "chld gone mising from scool",
        "brusies up both his arms",
        "yr 10 girl took 20 paracetomol",
    ],
)
def test_misspelt_danger_is_found(message: str) -> None:
    assert _danger(message)


@pytest.mark.parametrize("word", ["scored", "prison", "attach", "heating", "banging", "picked", "bruiser"])
def test_an_ordinary_word_is_no_misspelt_danger(word: str) -> None:
    assert _sign(f"the boy {word} his dad") is None


def test_words_side_by_side_allow_nothing_between() -> None:
    signs = _small("{child} {hurt}")
    assert signs.surest(tokens("girl hit"))
    assert signs.surest(tokens("girl was hit")) is None


def test_two_dots_allow_a_few_words_between_but_keep_the_order() -> None:
    signs = _small("{child} .. {hurt}")
    assert signs.surest(tokens("little one was found badly bruised"))
    assert signs.surest(tokens("bruised girl")) is None
    assert signs.surest(tokens("girl and then there were six words hit")) is None


def test_a_word_in_a_sign_is_not_the_group_of_that_name() -> None:
    signs = _small("{child} .. hurt")
    assert signs.surest(tokens("girl is hurt"))
    assert signs.surest(tokens("girl is bruised")) is None


def test_parts_joined_by_and_stand_near_each_other_in_any_order() -> None:
    signs = _small("{child} & {hurt}")
    assert signs.surest(tokens("bruised, said the girl"))
    assert signs.surest(tokens("girl " + "word " * 40 + "bruised")) is None


def test_parts_that_stand_a_way_apart_have_at_most_one_mark_between() -> None:
    signs = _small("{child} & {hurt}")
    assert signs.surest(tokens("the girl came in late again this morning, on her own and bruised"))
    assert signs.surest(tokens("girl, 13, on her own, bruised"))
    assert signs.surest(tokens("the girl is late again. No reply from home. The minibus was hit")) is None


def test_a_bar_stands_between_groups_either_of_which_will_do() -> None:
    signs = _small("{child} .. {hurt|place}")
    assert signs.surest(tokens("girl bruised"))
    assert signs.surest(tokens("girl in the shed"))
    assert signs.surest(tokens("girl in the hall")) is None


def test_a_bar_stands_between_words_and_a_hyphen_joins_those_that_stand_together() -> None:
    signs = _small("{child} & razor|two-phones")
    assert signs.surest(tokens("girl with a razor"))
    assert signs.surest(tokens("girl with two phones"))
    assert signs.surest(tokens("two girls with phones")) is None


def test_a_bar_in_an_entry_stands_between_words_either_of_which_will_do() -> None:
    signs = _small("{child} & {hurt}")
    for message in ("the girl has a cut arm", "the girl has a bruised arm", "the girl has a cut leg"):
        assert signs.surest(tokens(message))
    assert signs.surest(tokens("the girl has cut cloth on her arm")) is None


def test_words_of_a_saying_mean_nothing_where_they_stand_together() -> None:
    signs = _small("{child} & {hurt}")
    assert signs.surest(tokens("the boy's mum hit the roof")) is None
    assert signs.surest(tokens("the boy's mum hit the roof when he was hit"))


def test_a_shortened_word_is_not_the_word_it_looks_like() -> None:
    signs = _small("{child} & {place}")
    assert signs.surest(tokens("the girl says the shed"))
    assert signs.surest(tokens("the girl says she'd")) is None


def test_training_is_no_train() -> None:
    assert _small("{child} & {place}", calm=()).surest(tokens("the girl's training")) is None


def test_an_exception_takes_its_own_sign_away_only() -> None:
    signs = _small("{child} & {hurt} ! ball", "little one .. hit")
    assert signs.surest(tokens("boy hit the ball")) is None
    sign = signs.surest(tokens("little one was hit by a ball"))
    assert sign
    assert sign.line == "little one .. hit"


def test_an_exception_far_away_counts_for_nothing() -> None:
    assert _small("{child} {hurt} ! ball").surest(tokens("boy hit " + "word " * 40 + "ball"))


def test_what_takes_a_sign_away_does_not_reach_across_an_aside() -> None:
    signs = _small("{child} & {hurt} ! ball")
    for message in ("the ball is flat, by the way a boy was hit", "a boy was hit, by the way a ball is flat"):
        assert signs.surest(tokens(message))
    assert signs.surest(tokens("by the way a boy was hit by a ball")) is None


def test_training_takes_a_sign_away_unless_it_happens_now() -> None:
    signs = _small("{child} & {hurt}")
    assert signs.surest(tokens("training about a boy who was hit")) is None
    assert signs.surest(tokens("we are in training and a boy is being hit right now"))


def test_the_sign_is_given_as_it_stands_in_the_file() -> None:
    sign = _small("{child} & {hurt} ! ball").surest(tokens("a bruised boy"))
    assert sign
    assert sign.line == "{child} & {hurt} ! ball"


def test_a_sign_that_stands_in_one_place_is_surer_than_a_scattered_one() -> None:
    signs = _small("{child} & {hurt}", "{child} .. {hurt}")
    for message, scattered in (("the boy was hit", False), ("bruised, the boy says", True)):
        sign = signs.surest(tokens(message))
        assert sign
        assert sign.scattered is scattered


def test_a_scattered_sign_counts_only_in_a_message_that_is_a_little_like_danger() -> None:
    message = "a boat family is moored here until spring, help keeping the kids' education going"
    sign = _sign(message)
    assert sign
    assert sign.scattered
    assert _danger(message) is None
    assert _danger("he has run off site, how do we get the police")


def test_the_same_rightly_spelt_word_is_left_alone_when_it_is_known() -> None:
    signs = _small("{child} & {hurt}")
    assert signs.surest(tokens("boy bruisd"))
    assert signs.surest(tokens("boy bruisd"), known={"bruisd"}) is None


@pytest.mark.parametrize("line", ["{nobody} .. hit", "{child|nobody} hit", "{child} & ", "{child} ! "])
def test_a_sign_that_cannot_be_read_is_refused_with_the_files_name(line: str) -> None:
    with pytest.raises(VocabularyError, match=r"urgent\.yaml"):
        _small(line)


def test_every_group_of_words_is_used() -> None:
    wording = _shared().vocabulary.urgent
    lines = [line for family in wording.danger.values() for line in family]
    lines += [entry for entries in wording.words.values() for entry in entries]
    used = {name for line in lines for part in re.findall(r"{(.+?)}", line) for name in part.split("|")}
    assert set(wording.words) - used == {"sayings", "asides"}


@given(
    message=st.sampled_from([*SIGNS.values(), *CALM]),
    change=st.sampled_from([str.upper, str.lower, str.title]),
    greeting=st.sampled_from(["", "Hi, ", "Good morning, hope you are well. ", "hello!! "]),
    end=st.text("?!. …\n", max_size=5),
)
def test_case_greeting_and_trailing_punctuation_change_nothing(
    message: str, change: Callable[[str], str], greeting: str, end: str
) -> None:
    assert _danger(greeting + change(message) + end) == _danger(message)


@settings(deadline=1_000, max_examples=60)
@given(st.text(max_size=200), st.integers(1, 50))
def test_any_text_is_read(text: str, times: int) -> None:
    _danger((text * times)[:10_000])


@settings(deadline=1_000, max_examples=60)
@given(st.lists(st.sampled_from(_WORDS_OF_SIGNS), max_size=400))
def test_a_long_message_full_of_signs_is_read_quickly(words: list[str]) -> None:
    _danger(" ".join(words))
