"""Where templates are taken from."""

from collections.abc import Sequence
from pathlib import Path

from followup.drafts import Library, Template, find_templates
from followup.errors import UsageError
from followup.flow.look import Look
from followup.model import TEMPLATES_SHEET, Problem, Settings, is_own_sheet
from followup.model.records import replace


def find_library(
    settings: Settings, tracker: str | None, named: str | None, look: Look | None = None
) -> Library:
    """The templates that hold for this call, the first source winning (docs/templates.md).

    In order: the folder `named` on the command line, those typed into the sheet of templates of
    the tracker that was looked at, the config's folder, `templates` beside the tracker, and ours.
    So the sheet wins over `followup.toml`, as its settings do. A typed template that is broken is
    left out, and the library's problems say so. Raises UsageError if a named folder is not there.
    """
    typed, problems = _typed(look) if look else ((), ())
    before, after = _folders(settings, tracker, named)
    library = find_templates(*before, *([typed] if typed else []), *after)
    if look is None or not (typed or problems):
        return library
    from followup.drafts.typed import sound

    return sound(replace(library, problems=problems), look.settings, look.today)


def _folders(
    settings: Settings, tracker: str | None, named: str | None
) -> tuple[list[Path], list[Path]]:
    """The person's own template folders: those before the sheet of templates, and those after."""
    for folder in (named, settings.templates):
        if folder and not Path(folder).is_dir():
            raise UsageError(f"no template folder at {folder}; check the path")
    beside = Path(tracker).parent / "templates" if tracker and "://" not in tracker else None
    after = [Path(settings.templates)] if settings.templates else []
    if beside and beside.is_dir():
        after.append(beside)
    return [Path(named)] if named else [], after


def _typed(look: Look) -> tuple[Sequence[Template], tuple[Problem, ...]]:
    """The templates in the tracker's own sheet, and the rows there that are none."""
    if not any(is_own_sheet(sheet.title) for sheet in look.book.sheets):
        return (), ()
    from followup.drafts.typed import typed_templates
    from followup.settings.read import OCCASIONS
    from followup.settings.sheet import own_sheet

    sheet = own_sheet(look.book, TEMPLATES_SHEET)
    if sheet is None:
        return (), ()
    own = look.settings.occasions
    named = [said.template.removesuffix(".txt") for said in own.values() if said.template]
    return typed_templates(sheet, tuple(dict.fromkeys([*OCCASIONS, *own, *named])))
