"""Processes that do not outlive the one that started them."""

import os
import threading
import time


def exit_with_parent(parent: int) -> None:
    """End this process within a second of the end of `parent`, the id of the one that started it, however that ended.

    A parent that has ended already ends this process at once.
    """
    _exit_without(parent)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while True:
        time.sleep(1)
        _exit_without(parent)


def _exit_without(parent: int) -> None:
    if os.getppid() != parent:
        os._exit(1)
