"""Processes that do not outlive the one that started them."""

import os
import select
import threading
import time


def exit_with_parent(parent: int) -> None:
    """End this process with `parent`, the id of the one that started it, however that ends.

    At once where the system tells (Linux), else within a second; here where the parent has ended already.
    """
    try:
        handle = os.pidfd_open(parent)
    except (AttributeError, OSError):
        handle = None
    _exit_without(parent)  # after the handle, which may be that of a later process of the same id
    threading.Thread(target=_watch, args=(parent, handle), daemon=True).start()


def _watch(parent: int, handle: int | None) -> None:
    while True:
        if handle is None:
            time.sleep(1)
        else:
            select.select([handle], [], [])
        _exit_without(parent)


def _exit_without(parent: int) -> None:
    if os.getppid() != parent:
        os._exit(1)
