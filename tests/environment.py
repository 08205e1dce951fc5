"""Loaded by ``-p tests.environment`` before Django reads its settings: a data folder of the tests' own."""

from __future__ import annotations

import os
import tempfile

_folder = tempfile.TemporaryDirectory(prefix="dayroom-test-")
os.environ["DAYROOM_DATA_DIR"] = _folder.name
# the test client speaks plain http to "testserver"
os.environ["DAYROOM_HOSTS"] = "testserver 127.0.0.1 localhost"
os.environ["DAYROOM_TASKS"] = "immediate"
# the gates have tests of their own; everybody else's cast is taken as trained
os.environ["DAYROOM_TRAINING_GATES"] = "no"
# Playwright's sync driver keeps an event loop in this thread; tests still use the database from it
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
