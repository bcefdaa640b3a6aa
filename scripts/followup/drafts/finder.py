"""Where templates lie, and which file serves which occasion."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from followup.errors import UsageError
from followup.model import OccasionSettings, Problem
from followup.model.patterns import pattern
from followup.model.records import dataclass, field, replace
from followup.values.nearest import nearest

FILE_NAME = pattern(r"(?P<occasion>[a-z][a-z0-9_]*)(?:\.(?P<variant>[1-9][0-9]?))?\.txt")
BLOCK_NAME = pattern(r"_[a-z0-9_]+\.txt")
LANGUAGE = pattern(r"[a-z]{2,3}")
BODY_LINE = 3
"""The line of a template with which its body begins."""
FILE_LIMIT = 100_000
FALLBACK = "en"
SHIPPED = "shipped"
"""The origin of our own templates, which the tests check name by name."""


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """One template file, read but not compiled; compared by identity.

    `language` is "" for a file that lies in no language folder and so serves all of them.
    `origin` is the folder it was found in, "shipped" for ours. `rank` is that folder's place in
    the order of search, from 0. `own` is the text of a person's own file, read at once so that one
    that cannot be read is told of at once; ours are read when they are used. `cells` are those of
    subject and body of a template that is typed into the tracker; it has no file, and `path` is
    only what one would be called.
    """

    occasion: str
    variant: int
    language: str
    path: Path
    origin: str
    rank: int
    own: str | None = None
    cells: tuple[str, str] = ("", "")

    @property
    def text(self) -> str:
        """What the file holds."""
        return _shipped_text(self.path) if self.own is None else self.own

    def at(self, line: int) -> str:
        """Where that line (from 1) stands, for messages."""
        if not self.cells[0]:
            return f"{self.path}, line {line}"
        return (
            self.cells[0] if line < BODY_LINE else f"{self.cells[1]}, line {line - BODY_LINE + 1}"
        )

    @property
    def where(self) -> str:
        """Where it stands: its file, or the cell of its body."""
        return self.cells[1] or str(self.path)

    @property
    def name(self) -> str:
        """What lists and messages call it: "en/check_in.2"."""
        stem = self.path.stem
        return f"{self.language}/{stem}" if self.language else stem


@dataclass(frozen=True, slots=True)
class Library:
    """Every template and shared block that was found, in the order of search.

    `stand_ins` names, for an occasion of the person's own, the template that it uses instead of
    one of its own name. `problems` tell of templates typed into the tracker that were left out.
    """

    templates: tuple[Template, ...]
    blocks: tuple[Template, ...] = ()
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    _found: dict[tuple[str, str], tuple[Template, ...]] = field(default_factory=dict)

    def names(self) -> tuple[tuple[str, int, Path, str], ...]:
        """Occasion, variant, path and origin of each template that can come to be used."""
        used = [t for t in self.templates if t in self.variants(t.occasion, t.language or FALLBACK)]
        ordered = sorted(used, key=lambda t: (t.language, t.occasion, t.variant))
        return tuple((t.occasion, t.variant, t.path, t.origin) for t in ordered)

    def variants(self, occasion: str, language: str = FALLBACK) -> tuple[Template, ...]:
        """The templates of an occasion in that language, by variant; () if there is none.

        They all come from one folder, the first that has any: whoever writes an own check_in.txt
        never gets the shipped check_in.2.txt beside it.
        """
        if (occasion, language) not in self._found:
            name = self.stand_ins.get(occasion, occasion)
            fitting = [t for t in _in_language(self.templates, language) if t.occasion == name]
            first = min((t.rank for t in fitting), default=0)
            chosen = {t.variant: t for t in reversed(fitting) if t.rank == first}
            self._found[occasion, language] = tuple(chosen[each] for each in sorted(chosen))
        return self._found[occasion, language]

    def serving(self, occasions: Mapping[str, OccasionSettings]) -> "Library":
        """This library with the templates that the person's own occasions name.

        Raises UsageError for one without any template, naming where it belongs or what is near.
        """
        own = {
            name: told.template.removesuffix(".txt") or name
            for name, told in occasions.items()
            if told.when
        }
        there = {template.occasion for template in self.templates}
        for name, template in own.items():
            if occasions[name].enabled and template not in there:
                raise UsageError(
                    f"[occasions.{name}] needs a template {template}.txt, in the folder "
                    f"`templates` beside the tracker or that of --templates{self._hint(template)}"
                )
        return replace(self, stand_ins=own, _found={})

    def shared(self, language: str = FALLBACK) -> dict[str, Template]:
        """The shared blocks (`_signature.txt`, ...) by file name; earlier folders win."""
        return {b.path.name: b for b in reversed(list(_in_language(self.blocks, language)))}

    def source(self, name: str, language: str = FALLBACK) -> str:
        """The text of a template by name ("check_in.2" in `language`, or "de/check_in").

        Raises UsageError naming the nearest one if there is none.
        """
        order = ["", language, FALLBACK]
        found = sorted(
            (*self.templates, *self.blocks),
            key=lambda t: (t.rank, order.index(t.language) if t.language in order else len(order)),
        )
        for template in found:
            if name in {template.name, template.path.stem, template.path.name}:
                return template.text
        raise UsageError(f"no template {name!r}{self._hint(name)}")

    def _hint(self, name: str) -> str:
        near = nearest(name, (template.path.stem for template in self.templates))
        return f"; nearest is {near[0]!r}" if near else ""


def shipped_folder() -> Path:
    """Our own templates: packaged beside the code in a wheel, else the checkout's `templates/`."""
    package = Path(__file__).resolve().parent.parent
    packaged = package / "shipped_templates"
    return packaged if packaged.is_dir() else package.parent.parent / "templates"


def find_templates(*sources: Path | Sequence[Template]) -> Library:
    """Read the templates of `sources`, in that order of precedence, and the shipped ones last.

    A source is a folder, or templates that were typed into the tracker. A folder holds
    `<language>/<occasion>.txt`, or `<occasion>.txt` for any language; one that does not exist is
    passed over. Raises UsageError for a file that is no readable text.
    """
    found = [template for rank, source in enumerate(sources) for template in _from(source, rank)]
    found += _read(shipped_folder(), len(sources), SHIPPED)
    return Library(
        tuple(t for t in found if not t.occasion.startswith("_")),
        tuple(t for t in found if t.occasion.startswith("_")),
    )


def _in_language(templates: Iterable[Template], language: str) -> Iterator[Template]:
    """Those for `language`, a file of the language itself before one that serves all."""
    fitting = [t for t in templates if t.language in {language, ""}]
    return iter(sorted(fitting, key=lambda t: (t.rank, not t.language)))


def _from(source: Path | Sequence[Template], rank: int) -> list[Template]:
    if isinstance(source, Path):
        return _read(source, rank)
    return [replace(template, rank=rank) for template in source]


def _read(folder: Path, rank: int, origin: str = "") -> list[Template]:
    if not folder.is_dir():
        return []
    origin = origin or str(folder)
    found = _files(folder, "", rank, origin)
    for below in sorted(folder.iterdir(), key=_name):
        if LANGUAGE.fullmatch(below.name) and below.is_dir():
            found += _files(below, below.name, rank, origin)
    return found


def _files(folder: Path, language: str, rank: int, origin: str) -> list[Template]:
    found = []
    for path in _inside(folder):
        match = FILE_NAME.fullmatch(path.name)
        if match:
            occasion, variant = match["occasion"], int(match["variant"] or 1)
        elif BLOCK_NAME.fullmatch(path.name):
            occasion, variant = path.stem, 1
        else:
            continue
        own = None if origin == SHIPPED else _text(path)
        found.append(Template(occasion, variant, language, path, origin, rank, own))
    return found


def _inside(folder: Path) -> list[Path]:
    """What lies in the folder, by name; nothing of one that may not be looked into."""
    try:
        return sorted(folder.iterdir(), key=_name)
    except PermissionError:
        return []


def _name(path: Path) -> str:
    return path.name


@cache
def _shipped_text(path: Path) -> str:
    return _text(path)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"template {path} cannot be read as UTF-8 text: {error}") from error
    if len(data) > FILE_LIMIT or "\0" in text:
        raise UsageError(f"template {path} is no text file of reasonable size")
    return text.replace("\r\n", "\n").replace("\r", "\n")
