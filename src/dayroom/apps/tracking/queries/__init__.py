"""Questions about records. Every one starts from a `Record`: whose it is and what the reader may do in it."""

from dayroom.apps.tracking.queries.access import ME, chosen_items, places_of, record_for, seen_rows

__all__ = ["ME", "chosen_items", "places_of", "record_for", "seen_rows"]
