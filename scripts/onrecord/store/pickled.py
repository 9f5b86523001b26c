"""Values as bytes and back: frozen dataclasses of this package, and what Python itself has of plain values.

Python pickles a frozen dataclass with slots by looking up its fields at each one; an archive has a hundred thousand, so
here they are looked up once for each class.  Only such classes are given back: bytes that somebody else wrote run no
code.
"""

import io
import pickle
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

_OURS = "onrecord."
_set = object.__setattr__


def pickled(value: Any) -> bytes:
    """The value as bytes."""
    file = io.BytesIO()
    _Pickler(file, protocol=5).dump(value)
    return file.getvalue()


def unpickled(data: bytes) -> Any:
    """The value of these bytes.

    Raises:
        Exception: of any kind, where they are damaged or name what is not a value.

    """
    return _Unpickler(io.BytesIO(data)).load()


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        """A dataclass as its class and its fields."""
        kind = type(value)
        if not is_dataclass(kind):
            return NotImplemented
        return rebuilt, (kind, *(getattr(value, name) for name in _names(kind)))


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """The class that a pickle names, if it is one of values: nothing happens when one is made."""
        if (module, name) == (__name__, "rebuilt"):
            return rebuilt
        # A dotted name would lead through a module of ours to all that it imports.
        if module.startswith(_OURS) and not module.endswith("__main__") and "." not in name:
            found = super().find_class(module, name)
            ours = isinstance(found, type) and found.__module__ == module
            if ours and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        msg = f"{module}.{name} is not one of our values"
        raise pickle.UnpicklingError(msg)


def rebuilt(kind: type, *values: Any) -> Any:
    """A dataclass from its class and its fields."""
    if not is_dataclass(kind):
        msg = f"{kind} is not one of our values"
        raise pickle.UnpicklingError(msg)
    made = object.__new__(kind)
    for name, value in zip(_names(kind), values, strict=True):
        _set(made, name, value)
    return made


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
