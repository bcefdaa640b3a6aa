"""Our `dataclass` behaves as the standard one for whatever the program does with it."""

import copy
import dataclasses
import pickle
from typing import Any

import pytest
from followup.model import Contact, Name, Person, records
from hypothesis import given
from hypothesis import strategies as st


class Plain:
    """What both decorators are given."""

    first: str
    count: int = 3
    marks: list[str] = records.field(default_factory=list)

    @property
    def shout(self) -> str:
        """A method beside the fields."""
        return self.first.upper()


class Standard:
    first: str
    count: int = 3
    marks: list[str] = dataclasses.field(default_factory=list)


OURS: Any = records.dataclass(frozen=True, slots=True)(Plain)
THEIRS: Any = dataclasses.dataclass(frozen=True, slots=True)(Standard)
LOOSE: Any = records.dataclass(slots=True)(Plain)
VALUES = st.tuples(st.text(), st.integers(), st.lists(st.text()))


@given(VALUES, VALUES)
def test_objects_compare_hash_and_show_themselves_alike(
    one: tuple[str, int, list[str]], other: tuple[str, int, list[str]]
) -> None:
    assert (OURS(*one) == OURS(*other)) == (THEIRS(*one) == THEIRS(*other))
    assert repr(OURS(*one)) == repr(THEIRS(*one)).replace("Standard", "Plain")
    assert dataclasses.asdict(OURS(*one)) == dataclasses.asdict(THEIRS(*one))


@pytest.mark.parametrize(
    ("args", "given_by_name"), [((), {}), (("a", 1, [], 2), {}), ((), {"x": 1})]
)
def test_wrong_arguments_are_refused(args: tuple[Any, ...], given_by_name: dict[str, int]) -> None:
    for kind in (OURS, THEIRS):
        with pytest.raises(TypeError):
            kind(*args, **given_by_name)


def test_fields_are_fixed() -> None:
    one = OURS("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.first = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.first
    with pytest.raises(AttributeError):
        LOOSE("a").other = 1


def test_one_of_many_fields_is_as_fixed_as_one_of_few() -> None:
    contact = Contact("People", 2, (2,), (Person(Name("Ana Cole")),), tier=1)
    assert type(contact) is Contact
    with pytest.raises(dataclasses.FrozenInstanceError):
        contact.tier = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        Contact("People", 2)  # type: ignore[call-arg]
    moved = dataclasses.replace(contact, row=3)
    assert (type(moved), moved.row, moved.tier, moved == contact) == (Contact, 3, 1, False)
    assert pickle.loads(pickle.dumps(contact)) == copy.copy(contact) == contact


def test_one_that_is_not_frozen_changes_and_has_no_hash() -> None:
    one = LOOSE("a")
    one.count += 1
    assert (one.count, one.shout) == (4, "A")
    with pytest.raises(TypeError):
        hash(one)


def test_every_object_gets_its_own_default() -> None:
    one, other = OURS("a"), OURS("a")
    one.marks.append("x")
    assert other.marks == []


def test_the_standard_librarys_helpers_work() -> None:
    person = Person(Name("Ana Cole", "Ana"))
    assert dataclasses.replace(person, email="ana@example.com").email == "ana@example.com"
    assert [each.name for each in dataclasses.fields(person)] == ["name", "email"]
    assert dataclasses.is_dataclass(Person)
    assert hash(person) == hash(copy.deepcopy(person))
    assert pickle.loads(pickle.dumps(person)) == person
    match person:
        case Person(Name(full), email):
            assert (full, email) == ("Ana Cole", "")


@given(VALUES, st.dictionaries(st.sampled_from(["first", "count", "marks"]), st.none()))
def test_replacing_gives_the_copy_that_the_standard_librarys_gives(
    values: tuple[str, int, list[str]], changes: dict[str, Any]
) -> None:
    one = OURS(*values)
    assert records.replace(one, **changes) == dataclasses.replace(one, **changes)
    assert one == OURS(*values)
    with pytest.raises(TypeError):
        records.replace(one, other=1)


def test_a_class_that_would_be_checked_after_its_making_is_refused() -> None:
    class Checked:
        name: str

        def __post_init__(self) -> None:
            raise AssertionError

    with pytest.raises(AssertionError, match="never be called"):
        records.dataclass(frozen=True, slots=True)(Checked)
