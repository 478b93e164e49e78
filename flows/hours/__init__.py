"""At which local hours a person may be written to, by the law of the place where the delivery goes. Pure."""

from flows.hours.asking import MARGIN, Open, Shut, may_send
from flows.hours.place import Ground, Place, place_of
from flows.hours.rows import Class

__all__ = ["MARGIN", "Class", "Ground", "Open", "Place", "Shut", "may_send", "place_of"]
