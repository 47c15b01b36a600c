"""Hostile folders: names, links, pipes and sockets, and what stands in the files beside reports."""

import os
import socket
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

from tests.hostile.pdf_files import SENTENCE

OUTSIDE = "What stands outside of the folder is nobody's business: $77 million."

NAMES = (
    b"names/new\nline.txt",
    b'names/quote\'s "and" `tick`.txt',
    b"names/--help.txt",
    b"names/-rf.txt",
    b"names/...txt",
    b"names/a..b.txt",
    b"names/.. .txt",
    b"names/$(touch hostile-was-here); rm -x.txt",
    b"names/%2e%2e%2fup.txt",
    b"names/back\\slash\\..\\up.txt",
    b"names/caf\xe9 \xff\xfe.txt",
    b"names/" + b"long" * 60 + b".txt",
    "names/\u202etxt.exe \u05d0\u05d1\u05d2.txt".encode(),
    "names/e\u0301 and é 😀.txt".encode(),
    b"names/\x1b[31mred\x07\r\x7f.txt",
    b"names/glob*?[a-z]{x}.txt",
    b"names/UPPER.TXT",
    b"names/.txt.txt.md",
    b"names/folder.pdf/report.txt",
    b"names/" + b"/".join([b"deep"] * 60) + b"/report.txt",
    b"names/ .txt",
    b"names/=1+1.txt",
    b"names/a#b?c=d&e.txt",
    b"names/NUL.txt",
)
SIDECARS = {
    "open": "{",
    "empty": "",
    "list": "[1, 2]",
    "number": "5",
    "null": "null",
    "nan": '{"title": NaN, "isbn": Infinity}',
    "deep": "[" * 100_000 + "]" * 100_000,
    "deep-objects": '{"title":' * 50_000 + "1" + "}" * 50_000,
    "twice": '{"title": "One", "title": "Two"}',
    "long-title": '{"title": "' + "a" * 500_000 + '"}',
    "large": '{"title": "' + "a" * 1_100_000 + '"}',
    "types": '{"title": {"a": 1}, "authors": "x", "published": 5, "language": ["en"]}',
    "unknown": '{"__class__": "x", "__proto__": {"a": 1}, "py/object": "os.system"}',
    "half": '{"title": "\\ud800"}',
    "nul": '{"title": "a\\u0000b"}',
    "numbers": '{"isbn": 1e999999, "series_number": ' + "9" * 100_000 + "}",
    "dates": '{"published": "9999999-99-99/.."}',
    "date-long": '{"published": "' + "2013/" * 5_000 + '"}',
    "not-utf8": '{"title": "caf\udce9"}',
    "mark": '\ufeff{"title": "A"}',
    "many-authors": '{"authors": [' + ", ".join(['"A"'] * 100_000) + "]}",
}
"""What stands beside the reports `sidecars/NAME.txt`."""


def special_files() -> Iterator[tuple[bytes, bytes]]:
    """Yield the name, relative to the corpus, and the content of each report that is special for its place."""
    for number, name in enumerate(NAMES):
        yield name, f"{SENTENCE} It paid {number} back.\n".encode()
    for number, (name, sidecar) in enumerate(SIDECARS.items()):
        yield f"sidecars/{name}.txt".encode(), f"{SENTENCE} It lent {number} on.\n".encode()
        yield f"sidecars/{name}.txt.meta.json".encode(), sidecar.encode("utf-8", "surrogateescape")


def make_special(folder: Path) -> None:
    """Make links, pipes, sockets and folders in the corpus, and a file beside it that links lead to."""
    outside = folder.parent / f"{folder.name}-outside.txt"
    outside.write_text(OUTSIDE, "utf-8")
    places = folder / "places"
    (places / "folder.pdf").mkdir(parents=True)
    (places / "inside.txt").write_text(f"{SENTENCE} It was told so.\n", "utf-8")
    (places / "beside.txt").write_text(f"{SENTENCE} It was told otherwise.\n", "utf-8")
    (places / "beside.txt.meta.json").symlink_to(outside)
    (places / "piped.txt").write_text(f"{SENTENCE} It was told through a pipe.\n", "utf-8")
    os.mkfifo(places / "piped.txt.meta.json")
    (places / "foldered.txt").write_text(f"{SENTENCE} It was told in a folder.\n", "utf-8")
    (places / "foldered.txt.meta.json").mkdir()
    (places / "out.txt").symlink_to(outside)
    (places / "out-relative.txt").symlink_to(f"../../{outside.name}")
    (places / "root").symlink_to("/")
    (places / "up").symlink_to("..")
    (places / "same.txt").symlink_to("inside.txt")
    (places / "loop.txt").symlink_to("loop.txt")
    (places / "loop-a.pdf").symlink_to("loop-b.pdf")
    (places / "loop-b.pdf").symlink_to("loop-a.pdf")
    (places / "gone.md").symlink_to("nowhere.md")
    (places / "to-folder.md").symlink_to("folder.pdf")
    (places / "to-pipe.txt").symlink_to("pipe.txt")
    (places / "device.txt").symlink_to("/dev/zero")
    os.mkfifo(places / "pipe.txt")
    os.mkfifo(places / "pipe.pdf")
    # The path of a socket may have a hundred bytes only.
    with chdir(places), socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.md")
