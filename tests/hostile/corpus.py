"""Write a corpus of hostile files: `python -m tests.hostile.corpus FOLDER`; with `--scale 100`, at full size."""

import argparse
import os
from pathlib import Path

from tests.hostile.pdf_files import pdf_files
from tests.hostile.special_files import make_special, special_files
from tests.hostile.text_files import text_files


def write_corpus(folder: Path, scale: int = 1) -> int:
    """Write the corpus into a folder that is not there yet; return how many files there are.

    At the scale 1 it is as small as shows the same; at 100 a line has 100 MB and a document 6,000 notes.
    """
    count = 0
    files = (*pdf_files(scale), *text_files(scale))
    for name, content in (*((name.encode(), content) for name, content in files), *special_files()):
        path = folder / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "xb") as file:
            file.write(content)
        count += 1
    make_special(folder)
    return count


def main() -> None:
    """Write the corpus from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder to write, which must not exist")
    parser.add_argument("--scale", type=int, default=1, help="how many times larger what is hostile for its size is")
    arguments = parser.parse_args()
    print(f"{write_corpus(arguments.folder, arguments.scale)} files in {arguments.folder}")


if __name__ == "__main__":
    main()
