"""The clock names jobs that exist, and jobs are told ids and codes, never words."""

from __future__ import annotations

import inspect

from dayroom.config.schedule import SCHEDULE
from dayroom.platform import jobs

# what a job may be told: the id of a row, or a code of ours
ARGUMENT_ENDINGS = ("_id", "_ids", "_code", "_count")
CODES = {"sending": "the random code under which the network desk sent rules to many communities"}


def test_every_job_of_the_schedule_exists_once() -> None:
    names = [name for name, _seconds in SCHEDULE]
    assert sorted(set(names) - set(jobs.known_jobs())) == []
    assert len(names) == len(set(names))


def test_the_clock_tells_a_job_nothing() -> None:
    wanting = [
        name
        for name, _seconds in SCHEDULE
        if name in jobs._JOBS and inspect.signature(jobs._JOBS[name].func).parameters
    ]
    assert wanting == []


def test_the_schedule_never_runs_hot() -> None:
    assert [name for name, seconds in SCHEDULE if seconds < 60] == []


def test_a_job_that_needs_to_be_told_nothing_is_in_the_schedule() -> None:
    """Nobody would ever call it otherwise."""
    scheduled = {name for name, _seconds in SCHEDULE}
    forgotten = [
        name
        for name, made in jobs._JOBS.items()
        if not inspect.signature(made.func).parameters and name not in scheduled
    ]
    assert forgotten == []


def test_jobs_take_ids_and_codes_only() -> None:
    wordy = [
        f"{name}({argument})"
        for name, made in jobs._JOBS.items()
        for argument in inspect.signature(made.func).parameters
        if not argument.endswith(ARGUMENT_ENDINGS) and argument not in CODES
    ]
    assert wordy == []
