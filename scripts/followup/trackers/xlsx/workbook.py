"""The one thing of the workbook part that follows a sheet's filter: its hidden defined name."""

from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import Node, parse, spliced
from followup.trackers.xlsx.refs import Area, parse_area

_FILTER = "_xlnm._filterdatabase"


def with_filter_name(data: bytes, position: int, old: Area, new: Area) -> bytes:
    """The workbook part with the filter's name of the sheet at `position` (from 0) widened.

    As it is where there is no such name or it stands for another area; Excel makes it anew.
    LibreOffice writes the name twice.
    """
    listed = parse(data).find("definedNames")
    edits = []
    for node in listed.all("definedName") if listed else ():
        sheet, bang, ref = data[node.inner : node.close].rpartition(b"!")
        if _is_filter_of(node, position) and bang and _same_area(ref, old):
            edits.append((node.inner, node.close, sheet + bang + _absolute(new)))
    return spliced(data, edits)


def _is_filter_of(node: Node, position: int) -> bool:
    attrs = node.attrs
    return attrs.get("name", "").lower() == _FILTER and attrs.get("localSheetId") == str(position)


def _same_area(ref: bytes, area: Area) -> bool:
    try:
        return parse_area(ref.decode()) == area
    except (WorkbookError, UnicodeDecodeError):
        return False


def _absolute(area: Area) -> bytes:
    first, _, last = str(area).partition(":")
    return ":".join(map(_pinned, (first, last or first))).encode()


def _pinned(ref: str) -> str:
    letters = ref.rstrip("0123456789")
    return f"${letters}${ref[len(letters) :]}"
