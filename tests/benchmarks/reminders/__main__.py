"""Reminders while workers are killed and Slack misbehaves.

    python -m tests.benchmarks.reminders --seeds 10 --database sqlite --workers 1
    python -m tests.benchmarks.reminders --seeds 10 --database postgresql --workers 3

Then once more without faults: how fast they are posted, as a share of what Slack's limits allow.
"""

import argparse
from dataclasses import asdict, replace
from datetime import timedelta

from rich.console import Console
from rich.table import Table

from bot.reminders.terms import Terms
from tests.benchmarks.reminders.run import Outcome, Setting, carry_out
from tests.benchmarks.reminders.stand_in import NONE, Faults

TERMS = Terms(
    request_timeout=timedelta(seconds=10),
    settle=timedelta(seconds=10),
    lease=timedelta(seconds=30),
    a_second=8.0,
    wake_every=timedelta(seconds=10),
    longest_wait=timedelta(seconds=20),
)
"""Shorter than in use, so that a run with a hundred kills takes a few minutes."""
FAULTS = Faults(timeout=10.0, settle=10.0)


def under_faults(database: str, workers: int, seed: int, *, kills: int, deliveries: int) -> Setting:
    """Deliveries to 200 destinations that fall due over 20 minutes, which pass in two."""
    return Setting(
        database=database,
        workers=workers,
        seed=seed,
        destinations=200,
        each=deliveries // 200,
        minutes=20 * deliveries // 2000,
        kills=kills,
        scale=10.0,
        terms=TERMS,
        faults=FAULTS,
    )


def without_faults(database: str, workers: int) -> Setting:
    """400 deliveries that fall due at once, and nothing goes wrong."""
    calm = under_faults(database, workers, 0, kills=0, deliveries=400)
    terms = Terms(wake_every=timedelta(seconds=10))
    return replace(calm, minutes=0, faults=NONE, terms=terms, patience=120.0)


def rate(outcome: Outcome, setting: Setting) -> float:
    """The messages a second that arrived, as a share of those that the workspace's limit allows."""
    return (outcome.deliveries - 1) / outcome.span / setting.terms.a_second


def show(database: str, workers: int, seeds: range, console: Console, *, kills: int, deliveries: int) -> bool:
    """Runs each seed and then without faults, and prints what came of it; whether all was as it should be."""
    first = under_faults(database, workers, seeds[0], kills=kills, deliveries=deliveries)
    console.print(f"{database}, {workers} worker(s), clock {first.scale:g} times as fast, its seconds:")
    console.print({name: str(value) for name, value in asdict(first.terms).items()})
    console.print(asdict(first.faults))
    table = Table(title=f"{deliveries} deliveries to 200 destinations", title_justify="left")
    for heading in ("seed", "lost", "duplicated", "late", "kills", "faults", "delay median/most", "took"):
        table.add_column(heading, justify="right")
    good = True
    for seed in seeds:
        outcome = carry_out(under_faults(database, workers, seed, kills=kills, deliveries=deliveries))
        good &= outcome.lost == outcome.duplicated == 0
        faults = sum(count for name, count in outcome.counts.items() if name.startswith("fault"))
        table.add_row(
            str(seed),
            str(outcome.lost),
            str(outcome.duplicated),
            str(outcome.late),
            str(outcome.kills),
            str(faults),
            f"{outcome.median_delay:.0f} s / {outcome.longest_delay:.0f} s",
            f"{outcome.took:.0f} s",
        )
        console.print(f"seed {seed}: {outcome.standing} {outcome.counts}")
    console.print(table)
    calm = without_faults(database, workers)
    share = rate(carry_out(calm), calm)
    console.print(f"Without faults: {share:.2f} of the rate that the limits allow (to reach: 0.9)")
    return good and share >= 0.9


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--deliveries", type=int, default=2000)
    said = parser.parse_args()
    seeds = range(said.first_seed, said.first_seed + said.seeds)
    console = Console(width=120)
    if not show(said.database, said.workers, seeds, console, kills=said.kills, deliveries=said.deliveries):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
