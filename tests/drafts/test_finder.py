"""Where templates are found, and which one serves."""

from pathlib import Path

import pytest
from followup.drafts import find_templates, shipped_folder
from followup.errors import UsageError

TEXT = "Subject: Mine\n\n{{ greeting }}\n"


def write(folder: Path, name: str, text: str = TEXT) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_shipped_templates_cover_the_occasions() -> None:
    library = find_templates()
    for occasion in ("thank_you", "check_in", "reconnect", "nudge"):
        assert len(library.variants(occasion)) >= 3
    for occasion in ("next_step", "last_nudge", "report_back", "answer", "confirm_meeting"):
        assert library.variants(occasion)
    assert all(path.is_relative_to(shipped_folder()) for _, _, path, _ in library.names())


def test_the_first_folder_that_has_an_occasion_supplies_all_of_its_variants(tmp_path: Path) -> None:
    write(tmp_path / "first", "en/check_in.txt")
    write(tmp_path / "second", "check_in.txt")
    write(tmp_path / "second", "check_in.2.txt")
    library = find_templates(tmp_path / "first", tmp_path / "second")
    assert [t.origin for t in library.variants("check_in")] == [str(tmp_path / "first")]
    assert {t.origin for t in library.variants("thank_you")} == {"shipped"}
    mine = [row for row in library.names() if row[0] == "check_in"]
    assert mine == [("check_in", 1, tmp_path / "first/en/check_in.txt", str(tmp_path / "first"))]


def test_a_file_of_the_language_comes_before_one_for_all_languages(tmp_path: Path) -> None:
    write(tmp_path, "check_in.txt")
    write(tmp_path, "en/check_in.txt", TEXT.replace("Mine", "English"))
    write(tmp_path, "de/check_in.txt", TEXT.replace("Mine", "Deutsch"))
    library = find_templates(tmp_path)
    assert [t.name for t in library.variants("check_in", "en")] == ["en/check_in"]
    assert [t.name for t in library.variants("check_in", "de")] == ["de/check_in"]
    assert [t.name for t in library.variants("check_in", "fr")] == ["check_in"]


def test_an_own_occasion_and_own_blocks_are_found(tmp_path: Path) -> None:
    write(tmp_path, "en/book_club.txt")
    write(tmp_path, "en/_signature.txt", "Yours")
    library = find_templates(tmp_path)
    assert library.variants("book_club")
    assert library.shared()["_signature.txt"].text == "Yours"
    assert library.shared()["_offer.txt"].origin == "shipped"


def test_other_files_and_missing_folders_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "en/Check-in draft.txt")
    write(tmp_path, "notes.md")
    write(tmp_path, "old/en/check_in.txt")
    library = find_templates(tmp_path, tmp_path / "absent")
    assert {origin for *_, origin in library.names()} == {"shipped"}


def test_windows_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "check_in.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert find_templates(tmp_path).source("check_in") == TEXT


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"Subject: \xe9", b"a\x00b", b"x" * 200_000])
def test_a_file_that_is_no_text_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "check_in.txt").write_bytes(data)
    with pytest.raises(UsageError, match=r"check_in\.txt"):
        find_templates(tmp_path)


def test_the_source_of_a_template_is_shown_by_either_name() -> None:
    library = find_templates()
    assert library.source("check_in.2") == library.source("en/check_in.2")
    assert library.source("_signature.txt")


def test_an_unknown_template_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="check_in"):
        find_templates().source("chekin")
