"""Reading: bytes to one NFC text with a map back to the input.

``read`` is the verb of the stage. ``join`` makes one draft of several files, ``libreoffice_converter`` gives the
converter of legacy DOC files that ``read`` may be handed.
"""

from review.reading.convert import libreoffice_converter
from review.reading.joining import join
from review.reading.limits import Limits
from review.reading.reader import read

__all__ = ["Limits", "join", "libreoffice_converter", "read"]
