"""Measure what Prefect costs: `python -m benchmarks.orchestration [--documents N] [--repeat N]`.

The same small reports go through the flow, on a server that runs already, and through the same functions called
directly, in turn, each time into a new dataset; both write the explorer. The ratio of the medians is what orchestration
costs.
"""

import argparse
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from benchmarks.corpora import write_short_reports
from benchmarks.speed import seconds
from outsider_etl.batch import check_outcomes, make_batches, make_plan, settle
from outsider_etl.dataset import load, publish
from outsider_etl.explorer import FOLDER
from outsider_etl.explorer.writing import write_explorer
from outsider_etl.settings import Settings, pipeline_version
from outsider_etl.workers import open_workers


def directly(settings: Settings) -> None:
    """Do the work of the flow without Prefect."""
    plan = make_plan(settings)
    batches = make_batches(plan.jobs, settings)
    with (
        open_workers(settings, batches=len(batches)) as workers,
        ThreadPoolExecutor(settings.worker_count()) as threads,
    ):
        outcomes = [outcome for done in threads.map(workers.run, batches) for outcome in done]
    check_outcomes(plan, outcomes, settings)
    settled = settle(plan, outcomes)
    destination = Path(settings.destination)
    publish(
        destination,
        settled.entries,
        settled.failures,
        sources_found=settled.sources_found,
        pipeline_version=pipeline_version(),
    )
    write_explorer(load(destination), destination / FOLDER, settings.worker_count())


def main() -> None:
    """Run the benchmark and print a line for each way, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=3)
    args = parser.parse_args()
    from flows import server

    server.connect()
    from flows.process_reports import process_reports

    taken: dict[str, list[float]] = {"directly": [], "through the flow": []}
    with tempfile.TemporaryDirectory() as folder:
        source = write_short_reports(Path(folder, "raw"), args.documents)
        process_reports(Settings(source=str(source / "00000.md"), destination=f"{folder}/warm"))
        for turn in range(args.repeat):
            for name, way in (("directly", directly), ("through the flow", process_reports)):
                settings = Settings(source=str(source), destination=f"{folder}/{name} {turn}")
                taken[name].append(seconds(lambda way=way, settings=settings: way(settings)))
    for name, times in taken.items():
        print(f"{name:42}{median(times):10.2f}  {[round(each, 1) for each in times]}")
    print(f"{'flow / directly':42}{median(taken['through the flow']) / median(taken['directly']):10.3f}")


if __name__ == "__main__":
    main()
