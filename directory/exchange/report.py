"""A plan for a person to read: a few lines, the whole text, or a table to download."""

from collections.abc import Iterator

from directory.exchange.plan import Outcome, Plan, Verb
from directory.exchange.sheets import Table, as_csv, as_xlsx
from directory.packs.problems import spoken

_ORDER = (Verb.ADDED, Verb.CHANGED, Verb.REMOVED, Verb.KEPT, Verb.UNCHANGED)
_HEADINGS = {
    Verb.ADDED: "Added",
    Verb.CHANGED: "Changed",
    Verb.REMOVED: "Removed, because not in the file (they end yesterday, and stay in the history)",
    Verb.KEPT: "Not in the file, but kept",
}
_HEADER = ["what happens", "kind", "key", "name", "line", "field", "before", "after", "note"]


def summary(plan: Plan) -> list[str]:
    """The plan in a few sentences."""
    lines = []
    for kind in plan.kinds:
        counts = {verb: sum(each.kind == kind for each in plan.of(verb)) for verb in _ORDER}
        said = [f"{number} {verb}" for verb, number in counts.items() if number or verb != Verb.KEPT]
        lines.append(f"{spoken(kind).capitalize()}: {', '.join(said)}.")
    if plan.problems:
        mistakes = "1 mistake" if len(plan.problems) == 1 else f"{len(plan.problems)} mistakes"
        lines.append(f"{mistakes} in the file: correct the file, then import it again.")
    if plan.alike:
        look = "1 new record looks" if len(plan.alike) == 1 else f"{len(plan.alike)} new records look"
        lines.append(f"{look} like another one: make sure that they are not the same.")
    for kind, number, whole in plan.removals_to_confirm():
        lines.append(f"This would remove {number} of {whole} {spoken(kind)}, so it has to be confirmed.")
    if "schools" in plan.kinds:
        without = plan.left
        lines.append(
            f"Schools left without an area: {len(without.without_area)}; without a lead inclusion advisor: "
            f"{len(without.without_advisor)}."
        )
    return lines


def as_text(plan: Plan) -> str:
    """Everything that would change, every mistake and every note, one a line."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    yield f"Preview of {plan.file} for {plan.authority}, {plan.today.isoformat()}. Nothing is written yet."
    yield from summary(plan)
    if plan.problems:
        yield from ("", "Mistakes")
        yield from (f"  {problem}" for problem in plan.problems)
    if plan.alike or plan.notes:
        yield from ("", "Please look at")
        yield from (f"  {note}" for note in (*plan.alike, *plan.notes))
    for verb, heading in _HEADINGS.items():
        if outcomes := plan.of(verb):
            yield from ("", heading)
            for each in outcomes:
                yield f"  {_named(each)}"
                yield from (f"    {change}" for change in each.changes)
    if "schools" in plan.kinds:
        for heading, schools in (
            ("Schools without an area", plan.left.without_area),
            ("Schools without a lead inclusion advisor", plan.left.without_advisor),
        ):
            if schools:
                yield from ("", heading)
                yield from (f"  {name} ({urn})" for urn, name in schools)


def _named(each: Outcome) -> str:
    line = f"line {each.line}: " if each.line else ""
    note = f" ({each.note})" if each.note else ""
    return f"{line}{spoken(each.kind)}, {each.name} [{each.key}]{note}"


def table(plan: Plan) -> Table:
    """A line for each field that changes, each other record, each mistake and each note."""
    rows = [
        ["mistake", "", "", "", str(p.line or ""), p.field, "", "", f"{p.file}: {p.what}"]
        for p in plan.problems
    ]
    rows += [["note", "", "", "", "", "", "", "", note] for note in (*plan.alike, *plan.notes)]
    for verb in _ORDER:
        for each in plan.of(verb):
            start = [verb.value, spoken(each.kind), each.key, each.name, str(each.line or "")]
            changes = [[change.field, change.before, change.after] for change in each.changes]
            rows += [[*start, *change, each.note] for change in changes or [["", "", ""]]]
    if "schools" in plan.kinds:
        for note, schools in (
            ("no area", plan.left.without_area),
            ("no lead inclusion advisor", plan.left.without_advisor),
        ):
            rows += [["left without", "schools", urn, name, "", "", "", "", note] for urn, name in schools]
    return _HEADER, rows


def report_bytes(plan: Plan, suffix: str) -> bytes:
    """The report as a file: `.csv`, `.xlsx`, or plain text for any other ending."""
    if suffix.lower() == ".csv":
        return as_csv(table(plan))
    if suffix.lower() == ".xlsx":
        return as_xlsx({"import": table(plan)})
    return as_text(plan).encode()
