"""What can go wrong with health numbers. No message carries a value that a person entered."""

from __future__ import annotations

from dayroom.kernel.errors import Invalid, NotFound, TooLarge, WrongType


class UnknownUnit(Invalid):
    """We do not know this unit. Please choose one from the list."""


class WrongUnit(Invalid):
    """This unit does not fit what is measured. Please choose another one."""


class UnknownMeasure(NotFound):
    """We do not know this measure."""


class NotANumber(Invalid):
    """Please enter a number."""


class ImpossibleValue(Invalid):
    """This number cannot be right. Please look at it and at the unit again."""


class FutureDate(Invalid):
    """This date lies in the future. Please enter a day that has come."""


class EndBeforeStart(Invalid):
    """The end is before the start. Please check both dates."""


class EmptyPeriod(Invalid):
    """The period must have at least one day."""


class BadFill(Invalid):
    """A supply of medicine needs a day and a number of days above zero."""


class UnknownAnswer(Invalid):
    """One of the answers is not a choice of its question."""


class UnknownItem(Invalid):
    """One of the answers belongs to no question here."""


class BrokenQuestionnaire(Invalid):
    """This questionnaire cannot be used."""


class BrokenResource(Invalid):
    """This is not a FHIR record that we can read."""

    status = 400


class WrongReference(Invalid):
    """A record points to something that is not there."""


class BrokenFile(Invalid):
    """This file is damaged, or it is not what its name says."""


class NotAnExport(WrongType):
    """This is not a health export that we know."""


class EntityTrick(WrongType):
    """This file holds parts that a health export never has. We did not read it."""


class FileBomb(TooLarge):
    """This file is far larger inside than outside. We did not read it."""


class BrokenMapping(Invalid):
    """Please say which column holds the date, and which one holds the number."""


class TooLong(TooLarge):
    """This text is too long. Please send it in parts."""
