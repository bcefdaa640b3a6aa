"""`dataclass` as the standard library has it, made when it is first needed.

The standard one writes and compiles six methods for each class while the program starts, a good
millisecond a class; there are a hundred of them. Here a class shares the methods that are the same
for all, and its constructor is compiled at its first use and kept for later runs. `fields` and
`asdict` of `dataclasses` work as ever; `replace` is here too, for theirs would make the standard
class after all. Type checkers are told that these are the standard ones.
"""

import sys
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    from operator import attrgetter

    from followup.kept import KEPT

    class field:  # noqa: N801  # named as what it stands for
        """A default made afresh for every object."""

        def __init__(self, *, default_factory):
            self.default_factory = default_factory

    def dataclass(*, frozen=False, slots=True, eq=True):
        """A class decorator: slots, a constructor, comparing, hashing if frozen, a repr.

        Takes classes without a base, without other options and with `slots` only.
        """
        assert slots

        def made(plain):
            assert not hasattr(plain, "__post_init__"), "it would never be called"
            return _with_slots(plain, frozen=frozen, eq=eq)

        return made

    def replace(one, /, **changes):
        """A copy with other values in some fields."""
        for name in one.__slots__:
            if name not in changes:
                changes[name] = getattr(one, name)
        return one.__class__(**changes)

    def _with_slots(plain: type, *, frozen: bool, eq: bool) -> type:
        names = tuple(_annotations(plain))
        taken = {*names, "__dict__", "__weakref__"}
        body = {name: value for name, value in plain.__dict__.items() if name not in taken}
        body |= {
            "__slots__": names,
            "__match_args__": names,
            "__dataclass_fields__": _Fields(plain),
            "__repr__": _repr,
            "__init__": _first_init(plain, names, frozen=frozen),
        }
        if frozen:
            body |= {"__setattr__": _refuse, "__delattr__": _refuse}
            body |= {"__getstate__": _get_state, "__setstate__": _set_state}
        if eq:
            values = attrgetter(*names) if names else _none
            body |= {"__eq__": _equal(values), "__hash__": _hash(values) if frozen else None}
        return type(plain)(plain.__name__, (), body)

    def _annotations(plain: type) -> dict:
        if sys.version_info < (3, 14):
            return plain.__annotations__
        from annotationlib import Format, get_annotations

        return get_annotations(plain, format=Format.FORWARDREF)

    class _Fields:
        """The standard library's own description of the fields, made when it asks for it."""

        def __init__(self, plain: type) -> None:
            self.plain = plain
            self.fields = None

        def __get__(self, instance, owner):
            if self.fields is None:
                self.fields = _standard_fields(self.plain)
            return self.fields

    def _standard_fields(plain: type) -> dict:
        import dataclasses

        body = {"__annotations__": _annotations(plain)}
        for name in _annotations(plain):
            default = plain.__dict__.get(name, dataclasses.MISSING)
            if isinstance(default, field):
                body[name] = dataclasses.field(default_factory=default.default_factory)
            elif default is not dataclasses.MISSING:
                body[name] = default
        return dataclasses.dataclass(type(plain.__name__, (), body)).__dataclass_fields__

    def _first_init(plain: type, names: tuple[str, ...], *, frozen: bool):
        """A constructor that compiles the real one, puts it in its own place and calls it."""

        def __init__(self, *args, **kwargs):  # noqa: N807
            made = type(self)
            made.__init__ = _init(plain, made, names, frozen=frozen)
            made.__init__(self, *args, **kwargs)

        return __init__

    def _init(plain: type, made: type, names: tuple[str, ...], *, frozen: bool):
        """The constructor: one argument a field, in their order.

        A frozen object of many fields is filled in while it is of an open class of the same
        layout, and then becomes frozen: that takes half the time of setting each field by its slot.
        """
        known: dict[str, Any] = {"_FRESH": _FRESH}
        arguments, lines = ["self"], []
        by_slot = frozen and len(names) < _MANY
        for name in names:
            value = name
            default = plain.__dict__.get(name, _FRESH)
            if isinstance(default, field):
                known[f"_made_{name}"] = default.default_factory
                arguments.append(f"{name}=_FRESH")
                value = f"_made_{name}() if {name} is _FRESH else {name}"
            elif default is not _FRESH:
                known[f"_default_{name}"] = default
                arguments.append(f"{name}=_default_{name}")
            else:
                arguments.append(name)
            if by_slot:
                known[f"_set_{name}"] = made.__dict__[name].__set__
                lines.append(f" _set_{name}(self, {value})")
            else:
                lines.append(f" self.{name} = {value}")
        if frozen and not by_slot:
            known["_become"] = object.__setattr__
            known["_open"] = type(plain.__name__, (), {"__slots__": names})
            known["_made"] = made
            lines = [" _become(self, '__class__', _open)", *lines, " self.__class__ = _made"]
        source = f"def __init__({', '.join(arguments)}):\n" + "\n".join(lines or [" pass"])
        code = KEPT.value(("record", source), lambda: compile(source, "<record>", "exec"))
        exec(code, known)  # noqa: S102  # as the standard library does; names of ours only
        known["__init__"].__qualname__ = f"{plain.__qualname__}.__init__"
        return known["__init__"]

    _FRESH = object()
    _MANY = 6  # fields, from which on becoming frozen costs less than setting each by its slot

    def _none(_: object) -> None:
        return None

    def _equal(values):
        def __eq__(self, other):  # noqa: N807
            if other.__class__ is not self.__class__:
                return NotImplemented
            return values(self) == values(other)

        return __eq__

    def _hash(values):
        def __hash__(self):  # noqa: N807
            return hash(values(self))

        return __hash__

    def _repr(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{self.__class__.__qualname__}({shown})"

    def _refuse(_: object, name: str, *_value: object) -> None:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def _get_state(self) -> list:
        return [getattr(self, name) for name in self.__slots__]

    def _set_state(self, state: list) -> None:
        for name, value in zip(self.__slots__, state, strict=True):
            object.__setattr__(self, name, value)
