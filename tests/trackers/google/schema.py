"""Google's own description of the Sheets API v4, and the checks its servers make by it."""

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any


class BadRequest(Exception):  # noqa: N818
    """What the API answers with 400 (or another state), in Google's words."""

    def __init__(self, message: str, status: int = 400, code: str = "INVALID_ARGUMENT") -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.details: list[dict[str, Any]] = []


@cache
def schemas() -> dict[str, Any]:
    """The schemas of the discovery document that google-api-python-client ships."""
    spec = importlib.util.find_spec("googleapiclient")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "discovery_cache" / "documents"
    text = (folder / "sheets.v4.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["schemas"]
    return found


KINDS: dict[str, Any] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "object": dict,
    "array": list,
}


def check_body(value: Any, schema: dict[str, Any], path: str = "") -> None:
    """Raise BadRequest for an unknown name, a wrong type or an unknown enum value."""
    if "$ref" in schema:
        schema = schemas()[schema["$ref"]]
    kind = schema.get("type", "object")
    wrong = not isinstance(value, KINDS[kind]) or (isinstance(value, bool) and kind != "boolean")
    if wrong:
        raise BadRequest(f"Invalid value at '{path}' ({kind}), {value!r}")
    if "enum" in schema and value not in schema["enum"]:
        raise BadRequest(f"Invalid value at '{path}', \"{value}\"")
    if kind == "array":
        for index, one in enumerate(value):
            check_body(one, schema["items"], f"{path}[{index}]")
    if kind == "object" and "properties" in schema:
        for name, one in value.items():
            if name not in schema["properties"]:
                raise BadRequest(
                    f"Invalid JSON payload received. Unknown name \"{name}\" at '{path}'"
                )
            check_body(one, schema["properties"][name], f"{path}.{name}".strip("."))


Mask = dict[str, Any]


def parse_mask(text: str) -> Mask:
    """A field mask: names, sub-fields in parentheses or after a dot or slash."""
    mask, rest = _names(text, 0)
    if rest != len(text):
        raise BadRequest(f"Invalid field selection {text[rest:]}")
    return mask


def _names(text: str, at: int) -> tuple[Mask, int]:
    mask: Mask = {}
    while True:
        start = at
        while at < len(text) and (text[at].isalnum() or text[at] in "._*/"):
            at += 1
        path = text[start:at].replace("/", ".").split(".")
        if not path[0]:
            raise BadRequest(f"Invalid field selection {text[start:]}")
        target = mask
        for name in path[:-1]:
            target = target.setdefault(name, {})
        if at < len(text) and text[at] == "(":
            inner, at = _names(text, at + 1)
            if at >= len(text) or text[at] != ")":
                raise BadRequest(f"Invalid field selection {text[start:]}")
            target.setdefault(path[-1], {}).update(inner)
            at += 1
        else:
            target.setdefault(path[-1], {})
        if at < len(text) and text[at] == ",":
            at += 1
            continue
        return mask, at


def check_mask(mask: Mask, schema: dict[str, Any], path: str = "") -> None:
    """Raise BadRequest for a field that does not exist."""
    while True:
        if "$ref" in schema:
            schema = schemas()[schema["$ref"]]
        elif schema.get("type") == "array":
            schema = schema["items"]
        else:
            break
    for name, inner in mask.items():
        if name == "*":
            continue
        if name not in schema.get("properties", {}):
            raise BadRequest(f"Invalid field selection {path}{name}")
        check_mask(inner, schema["properties"][name], f"{path}{name}.")


def masked(value: Any, mask: Mask) -> Any:
    """The parts of a value that a mask selects; lists are gone through."""
    if not mask or "*" in mask:
        return value
    if isinstance(value, list):
        return [masked(one, mask) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: masked(value[name], inner) for name, inner in mask.items() if name in value}
