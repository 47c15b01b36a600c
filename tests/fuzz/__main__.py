"""Fuzz for long: `python -m tests.fuzz [--minutes N] [--seed N] [TARGET ...]`; ends 1 where something is found."""

import argparse
import sys
from random import SystemRandom

from tests.fuzz.running import run_for
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Run each target for so long, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", nargs="*", choices=[*TARGETS, []], metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=10, help="minutes for each target")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**9), help="the first seed")
    args = parser.parse_args()
    print(f"First seed {args.seed}\n\n| target | minutes | of CPU time | examples | findings |\n|---|---|---|---|---|")
    found = 0
    for name in args.target or TARGETS:
        outcome = run_for(TARGETS[name], 60 * args.minutes, args.seed)
        figures = f"{outcome.seconds / 60:.1f} | {outcome.examples:,} | {len(outcome.findings)}"
        print(f"| {name} | {args.minutes:g} | {figures} |", flush=True)
        for place, finding in outcome.findings.items():
            print(f"\n{name}: {place}, {finding}", file=sys.stderr, flush=True)
        found += len(outcome.findings)
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
