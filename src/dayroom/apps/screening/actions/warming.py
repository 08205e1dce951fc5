"""Have the guard ready before somebody posts: packs, names, the register and the sentence model.

Loading them takes about a second. In each process they keep about 170 MB with the sentence model and 60 without it
(measured 2026-11-21). The first post would load them anyway: here nobody waits for it.
"""

from __future__ import annotations

import logging
import threading

from django.db import connections

from dayroom.apps.screening.actions.screenings import examine
from dayroom.engines import guard

log = logging.getLogger("dayroom.screening")
AFTER_SECONDS = 1.0  # the first page goes first
# asserts something that can be checked, so that the register and its model are asked too
TEXTS = (("en", "My sister says that garlic cures high blood pressure."), ("es", "Mi hermana dice que el ajo cura."))


def warm_guard() -> None:
    """Read a text in each language, so that everything is loaded. What fails now is loaded by the first post."""
    try:
        for language, text in TEXTS:
            examine(text, context=guard.Context(language=language))
    except Exception as fault:
        log.warning("the guard was not made ready: %s", type(fault).__name__)


def _warm_and_leave() -> None:
    warm_guard()
    connections.close_all()  # of this thread: it asks nothing any more


def warm_soon() -> threading.Thread:
    """Beside the pages, in this process; it never keeps the process alive."""
    timer = threading.Timer(AFTER_SECONDS, _warm_and_leave)
    timer.daemon, timer.name = True, "warm-guard"
    timer.start()
    return timer
