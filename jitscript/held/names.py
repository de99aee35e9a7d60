"""What stands in the annotations of methods for the types of a class."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Self: Any = "the class whose methods these are"
Iterator: Any = "what is gone through"
Items: Any = "Python's own container of such elements; of parts the class itself"
Plain: Any = "Python's own container, of its own containers"
T: Any = "the type of the elements"
K: Any = "that of the keys"
V: Any = "that of the values"
Values: Any = "a list of values; of parts one that Python holds"
