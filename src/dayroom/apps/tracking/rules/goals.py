"""What a goal may be, and what can become of it. No queries, no clock."""

from __future__ import annotations

from collections.abc import Sequence

from dayroom.apps.tracking.vocabulary.goals import GOAL_LINE_MOST, GOAL_NOTE_MOST, GOAL_STEPS_MOST, GoalState
from dayroom.kernel.errors import Conflict, Invalid, TooLarge

# from one state to another; every way back is open, because people come back
MOVES = {
    GoalState.OPEN: frozenset({GoalState.PAUSED, GoalState.DONE, GoalState.LET_GO}),
    GoalState.PAUSED: frozenset({GoalState.OPEN, GoalState.DONE, GoalState.LET_GO}),
    GoalState.DONE: frozenset({GoalState.OPEN}),
    GoalState.LET_GO: frozenset({GoalState.OPEN}),
}


class NoGoal(Invalid):
    """Write in a few words what you want to do."""


class GoalTooLong(TooLarge):
    """Please keep it to a line or two."""


class TooManySteps(Invalid):
    """Twenty steps are enough for one goal. You can make a second one."""


class NotFromHere(Conflict):
    """This has changed in the meantime. Look again before you go on."""


class NothingNoted(Invalid):
    """There is nothing to keep yet. Write a few words first."""


def check_goal(what: str, lines: Sequence[str], steps: Sequence[str]) -> None:
    if not what:
        raise NoGoal()
    if any(len(one) > GOAL_LINE_MOST for one in (what, *lines, *steps)):
        raise GoalTooLong()
    if len(steps) > GOAL_STEPS_MOST:
        raise TooManySteps()


def check_move(state: str, to: str) -> None:
    if to not in GoalState.values or GoalState(to) not in MOVES[GoalState(state)]:
        raise NotFromHere()


def check_goal_note(text: str) -> None:
    if not text:
        raise NothingNoted()
    if len(text) > GOAL_NOTE_MOST:
        raise GoalTooLong()
