"""The shapes of the answers as JSON Schema, from the dataclasses that they are made of."""

from __future__ import annotations

import dataclasses
import inspect
import types
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from cuaderno.sources.snapshot import Snapshot

Schema = dict[str, Any]

AMOUNT: Schema = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$", "description": "An exact decimal."}
KEY: Schema = {"type": "string", "pattern": "^[0-9a-f]{16}$"}
WITHHELD = ("entries", "lines", "relations", "held_at", "spoken")
"""Of a snapshot, what is not told: the ledger's own files."""

_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    type(None): {"type": "null"},
    Decimal: AMOUNT,
    Any: {},
    object: {},
}


class Shapes:
    """Schemas by name, each made when it is first referred to."""

    def __init__(self) -> None:
        self.schemas: dict[str, Schema] = {}

    def of(self, kind: type) -> Schema:
        """A reference to the schema of a dataclass."""
        name = kind.__name__
        if name not in self.schemas:
            self.schemas[name] = {}
            self.schemas[name].update(self._object(kind))
        return {"$ref": f"#/components/schemas/{name}"}

    def _object(self, kind: Any) -> Schema:
        hints = get_type_hints(kind)
        names = [one.name for one in dataclasses.fields(kind)]
        if kind is Snapshot:
            names = [name for name in names if name not in WITHHELD]
        properties = {name: KEY if name == "key" else self.hint(hints[name]) for name in names}
        about = " ".join((inspect.getdoc(kind) or "").split())
        return {"type": "object", "description": about, "properties": properties, "required": names}

    def hint(self, hint: Any) -> Schema:
        """The schema of a type."""
        if isinstance(hint, type) and dataclasses.is_dataclass(hint):
            return self.of(hint)
        if hint in _PLAIN:
            return dict(_PLAIN[hint])
        origin, parts = get_origin(hint), get_args(hint)
        if origin is Literal:
            return {"enum": list(parts)}
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.hint(one) for one in parts]}
        if origin is tuple and parts[-1] is not Ellipsis:
            return {"type": "array", "items": {"anyOf": [self.hint(one) for one in dict.fromkeys(parts)]}}
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.hint(parts[1])}
        if isinstance(origin, type) and issubclass(origin, Sequence | set | frozenset):
            return {"type": "array", "items": self.hint(parts[0])}
        return {}


def object_of(about: str, **properties: Schema) -> Schema:
    """The schema of an object all of whose named members are there."""
    return {"type": "object", "description": about, "properties": properties, "required": list(properties)}


def list_of(items: Schema) -> Schema:
    """The schema of a list."""
    return {"type": "array", "items": items}
