"""Workbooks with every feature a patch could lose, built where everybody can see how.

Each builder writes a workbook whose sheet "People" has its titles in row 1 and three people below.
What no library makes is put in as a part of its own: the bytes only have to survive.
"""

import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

TITLES = ("Name", "Email", "Met on", "Notes")
PEOPLE = (
    ("Ana Díaz", "ana@example.com", date(2026, 11, 12), "Likes tea & maps"),
    ("Kofi Mensah", "kofi@example.org", date(2026, 11, 16), "_x0041_ is what he wrote"),
    ("Łucja Żak", "", date(2026, 10, 1), "two\nlines"),
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cfc00000030101"
    "00c9fe92ef0000000049454e44ae426082"
)
"""One red dot."""

Fill = Callable[[Any, Any], None]


def people(path: Path, fill: Fill | None = None, **options: object) -> None:
    """The plain workbook; `fill(book, sheet)` adds to it."""
    with xlsxwriter.Workbook(path, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("People")
        sheet.write_row(0, 0, TITLES, head)
        for number, (name, email, met, notes) in enumerate(PEOPLE, 1):
            sheet.write_string(number, 0, name)
            sheet.write_string(number, 1, email)
            sheet.write_datetime(number, 2, met, day)
            sheet.write_string(number, 3, notes)
        if fill:
            fill(book, sheet)


def inject(
    path: Path,
    parts: Mapping[str, bytes],
    *,
    tail: str = "",
    relationships: str = "",
    types: str = "",
) -> None:
    """Put parts into a workbook; `tail` goes before the sheet's end, `types` into the list."""
    with zipfile.ZipFile(path) as old:
        held = {name: old.read(name) for name in old.namelist()}
    sheet, rels = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
    held[sheet] = held[sheet].replace(b"</worksheet>", tail.encode() + b"</worksheet>")
    if relationships:
        empty = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b"</Relationships>"
        )
        end = b"</Relationships>"
        held[rels] = held.get(rels, empty).replace(end, relationships.encode() + end)
    listed = "[Content_Types].xml"
    held[listed] = held[listed].replace(b"</Types>", types.encode() + b"</Types>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in {**held, **parts}.items():
            new.writestr(zipfile.ZipInfo(name, (2026, 1, 5, 8, 0, 2)), content)


def rewrite(path: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Change one part of a workbook."""
    with zipfile.ZipFile(path) as old:
        held = [(info, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w") as new:
        for info, content in held:
            new.writestr(info, change(content) if info.filename == name else content)


def _relationship(number: int, kind: str, target: str) -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="rId{number}" Type="{space}/{kind}" Target="{target}"/>'


def charts(path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=People!$C$2:$C$4"})
        sheet.insert_chart("M8", chart)
        sheet.insert_textbox("M30", "A box of text")
        sheet.set_header("&L&G", {"image_left": str(_png(path))})

    people(path, fill)


def _png(path: Path) -> Path:
    picture = path.with_suffix(".png")
    picture.write_bytes(PNG)
    return picture


def pictures(path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.insert_image("M8", str(_png(path)))
        sheet.embed_image("M20", str(_png(path)))
        sheet.set_background(str(_png(path)))

    people(path, fill)


def extensions(path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.add_sparkline("M8", {"range": "People!C2:C4"})
        sheet.conditional_format("C2:C4", {"type": "data_bar", "data_bar_2010": True})
        sheet.conditional_format(
            "A2:D4", {"type": "formula", "criteria": "=$C2>1", "format": book.add_format()}
        )
        sheet.data_validation("D2:D4", {"validate": "list", "source": ["a", "b"]})
        sheet.ignore_errors({"number_stored_as_text": "A1:D9"})

    people(path, fill)


def comments(path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_comment("A2", "Met at the fair", {"author": "Me"})
        sheet.insert_button("M12", {"caption": "Press", "macro": "run"})
        sheet.insert_checkbox("N12", True)

    people(path, fill)
    inject(
        path,
        {
            "xl/threadedComments/threadedComment1.xml": b"<ThreadedComments/>",
            "xl/persons/person.xml": b"<personList/>",
        },
        relationships=_relationship(
            91, "threadedComment", "../threadedComments/threadedComment1.xml"
        ),
    )


def layout(path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.freeze_panes(1, 1)
        sheet.set_column("B:B", 30, None, {"level": 1})
        sheet.set_row(2, 40, None, {"level": 1, "collapsed": True})
        sheet.merge_range("A20:D20", "a footnote")
        sheet.repeat_rows(0)
        sheet.print_area("A1:D20")
        sheet.set_h_pagebreaks([10])
        sheet.set_landscape()
        sheet.set_zoom(80)

    people(path, fill)
    inject(
        path,
        {"xl/printerSettings/printerSettings1.bin": b"\x00P\x00r\x00i\x00n\x00t"},
        relationships=_relationship(
            92, "printerSettings", "../printerSettings/printerSettings1.bin"
        ),
    )


def formulas(path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_formula("M9", "=TODAY()-C2", None, 10)
        sheet.write_dynamic_array_formula("N9", "=UNIQUE(A2:A4)", None, "Ana Díaz")
        sheet.write_array_formula("O9:O11", "{=C2:C4*2}", None, 92676)
        sheet.write_rich_string("P9", "plain ", book.add_format({"bold": True}), "bold")
        sheet.write_url("Q9", "https://example.com/?a=1&b=2", string="a page")
        sheet.write_formula("R9", "=NA()", None, "#N/A")

    people(path, fill)


def hostless(path: Path) -> None:
    """Parts that hang on the sheet or the workbook and that we know nothing about."""
    people(path)
    inject(
        path,
        {
            "xl/slicers/slicer1.xml": b"<slicers/>",
            "xl/slicerCaches/slicerCache1.xml": b"<slicerCacheDefinition/>",
            "xl/timelines/timeline1.xml": b"<timelines/>",
            "xl/pivotTables/pivotTable1.xml": b"<pivotTableDefinition/>",
            "xl/pivotCache/pivotCacheDefinition1.xml": b"<pivotCacheDefinition/>",
            "xl/activeX/activeX1.bin": b"\x01\x02",
            "xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0",
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            "xl/connections.xml": b"<connections/>",
            "customXml/item1.xml": b"<mine/>",
            "docProps/custom.xml": b"<Properties/>",
            "xl/richData/rdrichvalue.xml": b"<rvData/>",
        },
        tail='<extLst><ext uri="{A8765BA9-456A-4dab-B4F3-ACF838C121DE}"/></extLst>',
        relationships=_relationship(93, "slicer", "../slicers/slicer1.xml")
        + _relationship(94, "timeline", "../timelines/timeline1.xml")
        + _relationship(95, "pivotTable", "../pivotTables/pivotTable1.xml")
        + _relationship(96, "oleObject", "../embeddings/oleObject1.bin"),
        types='<Default Extension="bin" ContentType="application/octet-stream"/>',
    )


def macros(path: Path) -> None:
    def fill(book: Any, _: Any) -> None:
        code = path.with_suffix(".bin")
        code.write_bytes(b"\xd0\xcf\x11\xe0" + struct.pack("<100I", *range(100)))
        book.add_vba_project(str(code))

    people(path, fill)


def phonetics(path: Path) -> None:
    people(path)
    run = '<rPh sb="0" eb="1"><t>アナ</t></rPh><phoneticPr fontId="1"/>'
    rewrite(
        path,
        "xl/sharedStrings.xml",
        lambda data: data.replace("Díaz</t>".encode(), f"Díaz</t>{run}".encode()),
    )


def since_1904(path: Path) -> None:
    people(path, date_1904=True)


def inline(path: Path) -> None:
    people(path, constant_memory=True)


def strict(path: Path) -> None:
    people(path)
    rewrite(
        path,
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )


def prefixed(path: Path) -> None:
    people(path)
    rewrite(
        path,
        "xl/worksheets/sheet1.xml",
        lambda data: re.sub(rb"<(/?)(?=[a-z])", rb"<\1x:", data).replace(b"xmlns=", b"xmlns:x="),
    )


def unnumbered(path: Path) -> None:
    people(path)
    rewrite(
        path,
        "xl/worksheets/sheet1.xml",
        lambda data: re.sub(rb'(<row|<c) r="\w+"', rb"\1", data).replace(b'"', b"'"),
    )


def coloured(path: Path) -> None:
    """Text of several looks in a cell, each element with an end tag of its own."""
    people(path)
    look = b'<rPr><color rgb="FFFF0000"></color><charset val="0"></charset></rPr>'
    runs = b"<r>%s<t>red, </t></r><r><t>plain</t></r>" % look
    cell = b'<c r="D3" t="inlineStr"><is>%s</is></c>' % runs
    rewrite(
        path,
        "xl/worksheets/sheet1.xml",
        lambda data: re.sub(rb'<c r="D3"[^>]*>.*?</c>', cell, data),
    )


def spaced(path: Path) -> None:
    people(path)
    rewrite(
        path,
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b"><", b">\r\n  <"),
    )


BUILDERS: tuple[Callable[[Path], None], ...] = (
    people,
    charts,
    pictures,
    extensions,
    comments,
    layout,
    formulas,
    hostless,
    macros,
    phonetics,
    since_1904,
    inline,
    strict,
    prefixed,
    unnumbered,
    spaced,
    coloured,
)
