"""A patched text file differs from the old one in the patched cells only."""

import pytest
from followup.errors import FollowupError
from followup.trackers.text.document import Document, patch, read_document
from hypothesis import given
from hypothesis import strategies as st

FILE = b'\xef\xbb\xbfName;Notes\r\nAna;"two\nlines; and ""quotes"""\rKofi\n\n\xc5\x81ucja;x;y'


def read(data: bytes) -> Document:
    return read_document(data, "a.csv", ",")


def test_rows_keep_their_numbers_and_blank_ones_are_left_out() -> None:
    rows = [(row.number, row.cells) for row in read(FILE).rows()]
    assert rows == [
        (1, ("Name", "Notes")),
        (2, ("Ana", 'two\nlines; and "quotes"')),
        (3, ("Kofi",)),
        (5, ("Łucja", "x", "y")),
    ]


def test_only_the_bytes_of_the_patched_cell_differ() -> None:
    patched = patch(read(FILE), {(2, 1): "short", (5, 0): "Łucja; Żak"})
    expected = FILE.replace(b'"two\nlines; and ""quotes"""', b"short")
    assert patched == expected.replace(b"\xc5\x81ucja;", '"Łucja; Żak";'.encode())


def test_a_short_row_is_filled_up_and_the_others_stay_short() -> None:
    patched = patch(read(b"a,b\r\nc\r\nd"), {(1, 3): "new", (2, 3): "x"})
    assert patched == b"a,b,,new\r\nc,,,x\r\nd"


def test_a_last_cell_is_replaced_and_added_to_at_once() -> None:
    assert patch(read(b"a,b\nc,d\n"), {(2, 1): "e", (2, 2): "f"}) == b"a,b\nc,e,f\n"


def test_a_cell_cleared_is_empty() -> None:
    patched = patch(read(b"a,b\nc,d\n"), {(2, 0): ""})
    assert patched == b"a,b\n,d\n"
    assert read(patched).cell(2, 0) is None


def test_quotes_are_used_where_the_file_uses_them() -> None:
    assert patch(read(b'"a","b"\n"c","d"\n'), {(2, 3): "x"}) == b'"a","b"\n"c","d","","x"\n'


def test_a_row_that_is_not_there_is_refused() -> None:
    with pytest.raises(FollowupError, match="row 3"):
        patch(read(b"a,b\nc,d\n"), {(3, 0): "x"})


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp932"])
def test_a_patch_is_written_in_the_files_own_encoding(codec: str) -> None:
    text = "氏名,会社,メモ\n佐藤,株式会社タンポポ,あ\n林,ひまわり,い\n"
    patched = patch(read(text.encode(codec)), {(2, 2): "ありがとう"})
    assert patched == text.replace("あ\n", "ありがとう\n").encode(codec)


def test_a_character_with_two_spellings_keeps_the_one_it_had() -> None:
    text = "姓名,公司\n陳美玲,台灣大學\n林,".encode("cp950")
    data = text + b"\xf9\xf9\n"
    assert read(data).encoding.encode(read(data).text) != data
    assert patch(read(data), {(2, 1): "x"}) == data.replace("台灣大學".encode("cp950"), b"x")


def test_bytes_that_are_no_character_stay_and_are_shown_as_such() -> None:
    data = "Łucja Żak, José, Jürgen, Zoë, Čeněk".encode() + b",\xff\nAna,x\n"
    document = read(data)
    assert document.cell(1, 5) == "\ufffd"
    assert patch(document, {(2, 1): "y"}) == data.replace(b"Ana,x", b"Ana,y")


TEXT = st.text(",;\t|\"'=\n\u00e9\u6c0fab", max_size=6)


@given(
    st.lists(st.lists(TEXT, min_size=1, max_size=4), min_size=1, max_size=5),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.data(),
)
def test_any_patch_leaves_every_other_cell(
    rows: list[list[str]], line_end: str, final: bool, data: st.DataObject
) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    file = ("h,i,j,k" + line_end + line_end.join(quoted) + line_end * final).encode()
    document = read_document(file, "a.csv", ",")
    row, column = data.draw(st.integers(2, len(rows) + 1)), data.draw(st.integers(0, 5))
    text = data.draw(TEXT)
    after = read_document(patch(document, {(row, column): text}), "a.csv", ",")
    for number in range(1, len(rows) + 2):
        for index in range(6):
            expected = text or None if (number, index) == (row, column) else None
            if (number, index) != (row, column):
                expected = document.cell(number, index)
            assert after.cell(number, index) == expected
