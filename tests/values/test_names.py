"""People's names as they stand in name cells."""

import pytest
from followup.model import CellValue, Name
from followup.values.names import (
    fold,
    join_names,
    read_names,
    similar_names,
)
from hypothesis import given
from hypothesis import strategies as st

TABLE = """
Ana Cole | Ana Cole | Ana | Cole
Ana | Ana | Ana |
Cole, Ana | Ana Cole | Ana | Cole
ANA COLE | Ana Cole | Ana | Cole
ana cole | Ana Cole | Ana | Cole
COLE, ANA | Ana Cole | Ana | Cole
Ana COLE | Ana Cole | Ana | Cole
Jean DUPONT | Jean Dupont | Jean | Dupont
DUPONT Jean | Jean Dupont | Jean | Dupont
Jean-Pierre LE GALL | Jean-Pierre Le Gall | Jean-Pierre | Le Gall
NGUYEN Van An | Van An Nguyen | Van | Nguyen
Mary Jane Watson | Mary Jane Watson | Mary | Watson
John Q. Public | John Q. Public | John | Public
J. Edgar Hoover | J. Edgar Hoover | Edgar | Hoover
J. R. R. Tolkien | J. R. R. Tolkien | | Tolkien
J.R.R. Tolkien | J.R.R. Tolkien | | Tolkien
JP Morgan | JP Morgan | JP | Morgan
AJ Cole | AJ Cole | AJ | Cole
A. Cole | A. Cole | | Cole
Patrick O'Brien | Patrick O'Brien | Patrick | O'Brien
PATRICK O'BRIEN | Patrick O'Brien | Patrick | O'Brien
patrick o’brien | Patrick O’Brien | Patrick | O’Brien
RONALD MCDONALD | Ronald McDonald | Ronald | McDonald
ewan macgregor | Ewan MacGregor | Ewan | MacGregor
joaquim machado | Joaquim Machado | Joaquim | Machado
DeShawn McRae | DeShawn McRae | DeShawn | McRae
bell hooks | Bell Hooks | Bell | Hooks
Anna-Lena Müller-Schmidt | Anna-Lena Müller-Schmidt | Anna-Lena | Müller-Schmidt
anna-lena müller-schmidt | Anna-Lena Müller-Schmidt | Anna-Lena | Müller-Schmidt
Vincent van Gogh | Vincent van Gogh | Vincent | van Gogh
Jan van der Berg | Jan van der Berg | Jan | van der Berg
JAN VAN DER BERG | Jan van der Berg | Jan | van der Berg
jan van der berg | Jan van der Berg | Jan | van der Berg
van der Berg, Jan | Jan van der Berg | Jan | van der Berg
VAN DER BERG, JAN | Jan van der Berg | Jan | van der Berg
Martin Van Buren | Martin Van Buren | Martin | Van Buren
Van Morrison | Van Morrison | Van | Morrison
Ludwig von Mises | Ludwig von Mises | Ludwig | von Mises
Otto zu Salm | Otto zu Salm | Otto | zu Salm
Leonardo da Vinci | Leonardo da Vinci | Leonardo | da Vinci
Oscar de la Renta | Oscar de la Renta | Oscar | de la Renta
DE LA CRUZ, MARIA | Maria de la Cruz | Maria | de la Cruz
Jeanne d'Arc | Jeanne d'Arc | Jeanne | d'Arc
Osama bin Said | Osama bin Said | Osama | bin Said
Omar al Bashir | Omar al Bashir | Omar | al Bashir
Ali ibn Sina | Ali ibn Sina | Ali | ibn Sina
Noor El-Amin | Noor El-Amin | Noor | El-Amin
José de San Martín | José de San Martín | José | de San Martín
Anne St. John | Anne St. John | Anne | St. John
Gabriel García Márquez | Gabriel García Márquez | Gabriel | García Márquez
GABRIEL GARCÍA MÁRQUEZ | Gabriel García Márquez | Gabriel | García Márquez
García Márquez, Gabriel | Gabriel García Márquez | Gabriel | García Márquez
María José García López | María José García López | María José | García López
María del Carmen Ruiz López | María del Carmen Ruiz López | María del Carmen | Ruiz López
Juan Carlos Pérez | Juan Carlos Pérez | Juan Carlos | Pérez
José Ortega y Gasset | José Ortega y Gasset | José | Ortega y Gasset
Ana Beatriz Silva Santos | Ana Beatriz Silva Santos | Ana Beatriz | Silva Santos
João da Silva Costa | João da Silva Costa | João | da Silva Costa
Luís de Sousa e Costa | Luís de Sousa e Costa | Luís | de Sousa e Costa
José Silva Filho | José Silva Filho | José | Silva
John Smith Jr. | John Smith Jr. | John | Smith
John Smith, Jr. | John Smith Jr. | John | Smith
Smith, John, Jr. | John Smith Jr. | John | Smith
Henry Cole III | Henry Cole III | Henry | Cole
HENRY COLE III | Henry Cole III | Henry | Cole
Ana Cole, PhD | Ana Cole | Ana | Cole
Ana Cole PhD | Ana Cole | Ana | Cole
Ana Cole, Ph.D., MBA | Ana Cole | Ana | Cole
Ana Cole MBA, CPA | Ana Cole | Ana | Cole
Cole, Ana, PhD | Ana Cole | Ana | Cole
Ana Cole, SHRM-CP | Ana Cole | Ana | Cole
Ana Cole, DipWSET | Ana Cole | Ana | Cole
Ana Cole, M.D. | Ana Cole | Ana | Cole
Yo-Yo Ma | Yo-Yo Ma | Yo-Yo | Ma
Nguyen, Do | Do Nguyen | Do | Nguyen
Smith, Dean | Dean Smith | Dean | Smith
Tanaka, Ami | Ami Tanaka | Ami | Tanaka
Mary Co | Mary Co | Mary | Co
Nolte, Nick | Nick Nolte | Nick | Nolte
Cole, MaryAnn | MaryAnn Cole | MaryAnn | Cole
Max Born | Max Born | Max | Born
Ana Cole (she/her) | Ana Cole | Ana | Cole
Ana Cole she/her | Ana Cole | Ana | Cole
Ana Cole (she/her/hers) | Ana Cole | Ana | Cole
Ana Cole [they/them] | Ana Cole | Ana | Cole
Anna Schmidt (sie/ihr) | Anna Schmidt | Anna | Schmidt
Vincent Willem van Gogh | Vincent Willem van Gogh | Vincent | van Gogh
Gogh, Vincent van | Vincent van Gogh | Vincent | van Gogh
Berg, Jan van der | Jan van der Berg | Jan | van der Berg
van Gogh | van Gogh | | van Gogh
Costa e Silva, João | João Costa e Silva | João | Costa e Silva
Nguyễn Văn An | Nguyễn Văn An | | Nguyễn
ANA cole | Ana Cole | Ana | Cole
MA, JACK | Jack Ma | Jack | Ma
1. Ana Cole | Ana Cole | Ana | Cole
- Ana Cole | Ana Cole | Ana | Cole
'Ana Cole' | Ana Cole | Ana | Cole
Ana Cole (Bob | Ana Cole Bob | Ana | Bob
Cole family | Cole family | |
Familie Müller | Familie Müller | |
山田 Taro | 山田 Taro | |
Tanaka-san | Tanaka | | Tanaka
Ana Cole (née Marsh) | Ana Cole | Ana | Cole
Anna Schmidt geb. Weber | Anna Schmidt | Anna | Schmidt
Ana Cole 🚀 | Ana Cole | Ana | Cole
⭐ Ana Cole | Ana Cole | Ana | Cole
Ana  Cole | Ana Cole | Ana | Cole
Ana\\nCole | Ana Cole | Ana | Cole
\u202eAna\u202c Cole\u200b | Ana Cole | Ana | Cole
Ａｎａ Ｃｏｌｅ | Ana Cole | Ana | Cole
Ana Cole <ana@example.com> | Ana Cole | Ana | Cole
"Ana Cole" <ana@example.com> | Ana Cole | Ana | Cole
Ana Cole (2) | Ana Cole | Ana | Cole
Bernd Graf zu Lehn | Bernd Graf zu Lehn | Bernd | Graf zu Lehn
BERND GRAF ZU LEHN | Bernd Graf zu Lehn | Bernd | Graf zu Lehn
Lehn, Bernd Graf zu | Bernd Graf zu Lehn | Bernd | Graf zu Lehn
Freiherr von Aufseß | Freiherr von Aufseß | | Freiherr von Aufseß
Prinz Karl von Hessen | Prinz Karl von Hessen | Karl | von Hessen
Louis Baron de Vaux | Louis Baron de Vaux | Louis | Baron de Vaux
Anna Graf | Anna Graf | Anna | Graf
Baron Davis | Baron Davis | Baron | Davis
Łucja Żak | Łucja Żak | Łucja | Żak
ŁUCJA ŻAK | Łucja Żak | Łucja | Żak
Søren Kierkegaard | Søren Kierkegaard | Søren | Kierkegaard
Иван Петров | Иван Петров | Иван | Петров
ИВАН ПЕТРОВ | Иван Петров | Иван | Петров
محمد علي | محمد علي | محمد | علي
山田太郎 | 山田太郎 | |
山田 太郎 | 山田 太郎 | 太郎 | 山田
山田　太郎 | 山田 太郎 | 太郎 | 山田
山田太郎さん | 山田太郎 | |
山田 太郎 様 | 山田 太郎 | 太郎 | 山田
山田太郎（やまだたろう） | 山田太郎 | |
マリア・ガルシア | マリア・ガルシア | マリア | ガルシア
王小明 | 王小明 | |
王小明先生 | 王小明 | |
李 娜 女士 | 李 娜 | 娜 | 李
김민수 | 김민수 | |
"""

ROWS = [
    tuple(part.strip().replace("\\n", "\n") for part in line.split("|"))
    for line in TABLE.strip().splitlines()
]


@pytest.mark.parametrize(("text", "full", "first", "last"), ROWS)
def test_one_name(text: str, full: str, first: str, last: str) -> None:
    assert read_names(text) == ((Name(full, first, last),), "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dr. Ana Cole", Name("Ana Cole", "Ana", "Cole", "Dr.")),
        ("dr ana cole", Name("Ana Cole", "Ana", "Cole", "dr")),
        ("Prof. Dr. Ana Cole, PhD", Name("Ana Cole", "Ana", "Cole", "Prof. Dr.")),
        ("Prof. Dr. med. Anna Weber", Name("Anna Weber", "Anna", "Weber", "Prof. Dr. med.")),
        ("Dr. rer. nat. Anna Weber", Name("Anna Weber", "Anna", "Weber", "Dr. rer. nat.")),
        ("Mr Cole", Name("Cole", "", "Cole", "Mr")),
        ("Ms. Ana Cole", Name("Ana Cole", "Ana", "Cole", "Ms.")),
        ("Cole, Dr. Ana", Name("Ana Cole", "Ana", "Cole", "Dr.")),
        ("Dr. Cole, Ana", Name("Ana Cole", "Ana", "Cole", "Dr.")),
        ("Hr. Dr. Frank", Name("Frank", "", "Frank", "Hr. Dr.")),
        ("Fr. Beta", Name("Beta", "", "Beta", "Fr.")),
        ("Frau Anna Weber", Name("Anna Weber", "Anna", "Weber", "Frau")),
        ("Dipl.-Ing. Anna Weber", Name("Anna Weber", "Anna", "Weber", "Dipl.-Ing.")),
        ("Mme Claire Petit", Name("Claire Petit", "Claire", "Petit", "Mme")),
        ("Sra. Ana Díaz", Name("Ana Díaz", "Ana", "Díaz", "Sra.")),
        ("Dott.ssa Anna Rossi", Name("Anna Rossi", "Anna", "Rossi", "Dott.ssa")),
        ("Ing. Marco Rossi", Name("Marco Rossi", "Marco", "Rossi", "Ing.")),
        ("mgr inż. Jan Nowak", Name("Jan Nowak", "Jan", "Nowak", "mgr inż.")),
        ("prof. dr hab. Jan Nowak", Name("Jan Nowak", "Jan", "Nowak", "prof. dr hab.")),
        ("Dhr. Jan de Vries", Name("Jan de Vries", "Jan", "de Vries", "Dhr.")),
        ("王教授", Name("王", honorific="教授")),
        ("田中部長", Name("田中", honorific="部長")),
        ('Robert "Bob" Smith', Name("Robert Smith", "Robert", "Smith", nickname="Bob")),
        ("Robert “Bob” Smith", Name("Robert Smith", "Robert", "Smith", nickname="Bob")),
        ("Robert 'Bob' Smith", Name("Robert Smith", "Robert", "Smith", nickname="Bob")),
        ("Robert (Bob) Smith", Name("Robert Smith", "Robert", "Smith", nickname="Bob")),
        ("Robert Smith (Bob)", Name("Robert Smith", "Robert", "Smith", nickname="Bob")),
        ("Smith, Robert (Bob)", Name("Robert Smith", "Robert", "Smith", nickname="Bob")),
        ("ROBERT (BOB) SMITH", Name("Robert Smith", "Robert", "Smith", nickname="Bob")),
        ("Robert Smith aka Bob", Name("Robert Smith", "Robert", "Smith", nickname="Bob")),
        ("王小明 (Tom)", Name("王小明", nickname="Tom")),
    ],
)
def test_titles_and_nicknames(text: str, name: Name) -> None:
    assert read_names(text) == ((name,), "")


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Ana & Ben Cole", Name("Ana Cole", "Ana", "Cole"), Name("Ben Cole", "Ben", "Cole")),
        ("Ana and Ben Cole", Name("Ana Cole", "Ana", "Cole"), Name("Ben Cole", "Ben", "Cole")),
        ("Cole, Ana & Ben", Name("Ana Cole", "Ana", "Cole"), Name("Ben Cole", "Ben", "Cole")),
        ("ANA & BEN COLE", Name("Ana Cole", "Ana", "Cole"), Name("Ben Cole", "Ben", "Cole")),
        (
            "Ana Cole & Ben Marsh",
            Name("Ana Cole", "Ana", "Cole"),
            Name("Ben Marsh", "Ben", "Marsh"),
        ),
        (
            "Ana Cole and Ben Marsh",
            Name("Ana Cole", "Ana", "Cole"),
            Name("Ben Marsh", "Ben", "Marsh"),
        ),
        (
            "Ana Cole / Ben Marsh",
            Name("Ana Cole", "Ana", "Cole"),
            Name("Ben Marsh", "Ben", "Marsh"),
        ),
        ("Ana Cole/Ben Marsh", Name("Ana Cole", "Ana", "Cole"), Name("Ben Marsh", "Ben", "Marsh")),
        (
            "Ana Cole + Ben Marsh",
            Name("Ana Cole", "Ana", "Cole"),
            Name("Ben Marsh", "Ben", "Marsh"),
        ),
        ("Ana Cole; Ben Marsh", Name("Ana Cole", "Ana", "Cole"), Name("Ben Marsh", "Ben", "Marsh")),
        ("Ana Cole, Ben Marsh", Name("Ana Cole", "Ana", "Cole"), Name("Ben Marsh", "Ben", "Marsh")),
        ("Ana Cole\nBen Marsh", Name("Ana Cole", "Ana", "Cole"), Name("Ben Marsh", "Ben", "Marsh")),
        (
            "Cole, Ana; Marsh, Ben",
            Name("Ana Cole", "Ana", "Cole"),
            Name("Ben Marsh", "Ben", "Marsh"),
        ),
        ("Ana & Ben", Name("Ana", "Ana"), Name("Ben", "Ben")),
        (
            "Anna und Max Weber",
            Name("Anna Weber", "Anna", "Weber"),
            Name("Max Weber", "Max", "Weber"),
        ),
        (
            "Anne et Luc Petit",
            Name("Anne Petit", "Anne", "Petit"),
            Name("Luc Petit", "Luc", "Petit"),
        ),
        ("Ana y Luis Díaz", Name("Ana Díaz", "Ana", "Díaz"), Name("Luis Díaz", "Luis", "Díaz")),
        (
            "Ana Díaz y Luis Mora",
            Name("Ana Díaz", "Ana", "Díaz"),
            Name("Luis Mora", "Luis", "Mora"),
        ),
        (
            "Anna i Jan Nowak",
            Name("Anna Nowak", "Anna", "Nowak"),
            Name("Jan Nowak", "Jan", "Nowak"),
        ),
        (
            "Jan en Els de Vries",
            Name("Jan de Vries", "Jan", "de Vries"),
            Name("Els de Vries", "Els", "de Vries"),
        ),
        ("Mr. and Mrs. Cole", Name("Cole", "", "Cole", "Mr."), Name("Cole", "", "Cole", "Mrs.")),
        (
            "Herr und Frau Weber",
            Name("Weber", "", "Weber", "Herr"),
            Name("Weber", "", "Weber", "Frau"),
        ),
        ("山田太郎、鈴木花子", Name("山田太郎"), Name("鈴木花子")),
    ],
)
def test_two_people_in_one_cell(text: str, one: Name, other: Name) -> None:
    assert read_names(text) == ((one, other), "")


@pytest.mark.parametrize(
    ("text", "full", "left_out"),
    [
        ("Ana Cole - Acme", "Ana Cole", "Acme"),
        ("Ana Cole – Blue Kite", "Ana Cole", "Blue Kite"),
        ("Ana Cole | Recruiter", "Ana Cole", "Recruiter"),
        ("Ana Cole @ Acme", "Ana Cole", "Acme"),
        ("Sarah from Acme", "Sarah", "Acme"),
        ("Sarah at Acme", "Sarah", "Acme"),
        ("Anna bei Siemens", "Anna", "Siemens"),
        ("Ana Cole (Acme Inc)", "Ana Cole", "Acme Inc"),
        ("Ana Cole (recruiter)", "Ana Cole", "recruiter"),
        ("Ana Cole, Recruiter", "Ana Cole", "Recruiter"),
        ("Ana Cole, Recruiter, Acme", "Ana Cole", "Recruiter"),
        ("Ana Cole, Acme", "Ana Cole", "Acme"),
        ("Ana (Acme)", "Ana", "Acme"),
        ("Ana Cole (Acme)", "Ana Cole", "Acme"),
        ("Ana Cole / Acme", "Ana Cole", "Acme"),
        ("Acme / Ana Cole", "Ana Cole", "Acme"),
        ("Acme: Ana Cole", "Ana Cole", "Acme"),
        ("Ana Cole CEO Acme", "Ana Cole", "CEO Acme"),
        ("CEO Ana Cole", "Ana Cole", "CEO"),
        ("Recruiter Ana", "Ana", "Recruiter"),
        ("Ana Cole\nAcme Corp", "Ana Cole", "Acme Corp"),
        ("Ana Cole\n555 0100", "Ana Cole", "555 0100"),
        ("Ana Cole and team", "Ana Cole", "team"),
        ("Ana + 1", "Ana", "1"),
        ("† Ana Cole", "Ana Cole", "†"),
        ("王小明 Wang Xiaoming", "Wang Xiaoming", "王小明"),
        ("Ana Cole, Ben Marsh & Cy Dow", "Ana Cole", "Cy Dow"),
    ],
)
def test_what_is_left_out_is_said(text: str, full: str, left_out: str) -> None:
    names, remark = read_names(text)
    assert names[0].full == full
    assert left_out in remark
    assert full in remark


@pytest.mark.parametrize("cell", [None, "", " ", "-", "n/a", "TBD", "未定", "?"])
def test_empty_cells_name_nobody(cell: CellValue) -> None:
    assert read_names(cell) == ((), "")


@pytest.mark.parametrize(
    "cell",
    [
        42,
        True,
        "HR team",
        "Head of Sales",
        "Manager",
        "PhD",
        "Recruiter (Acme)",
        "TBD - recruiter",
        "Recruiting",
        "ana@example.com",
        "担当者",
        "(she/her)",
    ],
)
def test_cells_that_name_nobody_say_so(cell: CellValue) -> None:
    names, problem = read_names(cell)
    assert names == ()
    assert "name" in problem


@pytest.mark.parametrize(
    "text",
    [
        "=cmd()",
        "{{ 7*7 }}",
        "<script>alert(1)</script>",
        "@SUM(A1)",
        "+1 555",
        "https://example.com/x",
    ],
)
def test_code_stays_plain_text_and_is_said(text: str) -> None:
    assert read_names(text)[0] == (Name(text),)
    assert "code" in read_names(text)[1]


@pytest.mark.parametrize(
    "text", ["Acme Corp", "Smith & Jones LLP", "Volvo Cars AB", "Ana's friend Ben"]
)
def test_what_is_no_plain_name_stays_whole_and_is_said(text: str) -> None:
    names, remark = read_names(text)
    assert names == (Name(text),)
    assert "person" in remark


@pytest.mark.parametrize(
    ("text", "full", "first", "last"),
    [
        ("Müller Hans", "Hans Müller", "Hans", "Müller"),
        ("MÜLLER HANS", "Hans Müller", "Hans", "Müller"),
        ("van der Berg Jan", "Jan van der Berg", "Jan", "van der Berg"),
        ("García López María José", "María José García López", "María José", "García López"),
        ("Nowak Jan Maria", "Jan Maria Nowak", "Jan", "Nowak"),
        ("Dr. Müller Hans", "Hans Müller", "Hans", "Müller"),
        ("Müller, Hans", "Hans Müller", "Hans", "Müller"),
        ("Müller", "Müller", "", "Müller"),
        ("Hans MÜLLER", "Hans Müller", "Hans", "Müller"),
        ("山田 太郎", "山田 太郎", "太郎", "山田"),
    ],
)
def test_family_name_first(text: str, full: str, first: str, last: str) -> None:
    name = read_names(text, family_first=True)[0][0]
    assert (name.full, name.first, name.last) == (full, first, last)


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("Ana", "Cole", Name("Ana Cole", "Ana", "Cole")),
        ("ana", "cole", Name("Ana Cole", "Ana", "Cole")),
        ("ANA", "COLE", Name("Ana Cole", "Ana", "Cole")),
        ("Ana", "COLE", Name("Ana Cole", "Ana", "Cole")),
        ("Mary Jane", "Watson", Name("Mary Jane Watson", "Mary Jane", "Watson")),
        ("John Q.", "Public", Name("John Q. Public", "John", "Public")),
        ("Ana (she/her)", "Cole, PhD", Name("Ana Cole", "Ana", "Cole")),
        ("Dr. Ana", "Cole", Name("Ana Cole", "Ana", "Cole", "Dr.")),
        ("Robert (Bob)", "Smith", Name("Robert Smith", "Robert", "Smith", nickname="Bob")),
        ("Jan", "van der Berg", Name("Jan van der Berg", "Jan", "van der Berg")),
        ("JAN", "VAN DER BERG", Name("Jan van der Berg", "Jan", "van der Berg")),
        ("Jan van der", "Berg", Name("Jan van der Berg", "Jan", "van der Berg")),
        ("Bernd Graf", "zu Lehn", Name("Bernd Graf zu Lehn", "Bernd", "Graf zu Lehn")),
        ("Jan", "Berg, van der", Name("Jan van der Berg", "Jan", "van der Berg")),
        ("Gabriel", "García Márquez", Name("Gabriel García Márquez", "Gabriel", "García Márquez")),
        ("John", "Smith Jr.", Name("John Smith Jr.", "John", "Smith")),
        ("Looper", "Cole, DipWSET", Name("Looper Cole", "Looper", "Cole")),
        ("Ana Cole", "Cole", Name("Ana Cole", "Ana", "Cole")),
        ("Ana", None, Name("Ana", "Ana")),
        ("Ana Cole", "", Name("Ana Cole", "Ana", "Cole")),
        (None, "Cole", Name("Cole", "", "Cole")),
        ("-", "Cole", Name("Cole", "", "Cole")),
        ("J.", "Cole", Name("J. Cole", "", "Cole")),
        ("太郎", "山田", Name("山田太郎", "太郎", "山田")),
        ("小明", "王", Name("王小明", "小明", "王")),
        ("Yo-Yo", "Ma", Name("Yo-Yo Ma", "Yo-Yo", "Ma")),
        (None, None, Name("")),
        ("HR", "Team", Name("")),
        ("Ana", "ana@example.com", Name("Ana", "Ana")),
        (3, True, Name("")),
    ],
)
def test_two_cells_make_one_name(first: CellValue, last: CellValue, name: Name) -> None:
    assert join_names(first, last) == ((name,) if name.full else ())


def test_two_cells_may_name_two_people() -> None:
    both = (Name("Ana Cole", "Ana", "Cole"), Name("Ben Cole", "Ben", "Cole"))
    assert join_names("Ana & Ben", "Cole") == both


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ana Díaz", "ANA DIAZ", True),
        ("Łucja Żak", "lucja zak", True),
        ("Anna-Lena Weber", "Anna Lena  Weber", True),
        ("J. Cole", "J Cole", True),
        ("Ana Cole", "Ana Coles", False),
    ],
)
def test_spelling_makes_no_other_name(one: str, other: str, same: bool) -> None:
    assert (similar_names(Name(one), Name(other)) == 1) is same


def test_similar_names_are_closer_than_others() -> None:
    ana = Name("Ana Díaz")
    assert similar_names(ana, Name("Diaz Ana")) == 1
    assert similar_names(ana, Name("Anna Diaz")) > 0.85
    assert similar_names(ana, Name("Kofi Mensah")) < 0.5


WORD = st.from_regex(r"[A-Z][a-zéüñ]{3,8}", fullmatch=True)


@given(WORD, WORD)
def test_last_comma_first_is_the_same_as_first_last(first: str, last: str) -> None:
    assert read_names(f"{last}, {first}")[0] == read_names(f"{first} {last}")[0] or any(
        word in read_names(f"{last}, {first}")[1] for word in (first, last)
    )


@given(WORD, WORD, st.booleans())
def test_a_stray_comma_or_space_changes_nothing(first: str, last: str, family: bool) -> None:
    plain = read_names(f"{first} {last}", family_first=family)
    assert read_names(f" {first}  {last},", family_first=family) == plain
    assert join_names(first, last) in {join_names(f"{first} ", last), (), join_names(first, "")}


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_a_name_is_one_line_without_control_characters(text: str) -> None:
    for name in read_names(text)[0]:
        assert name.full == " ".join(name.full.split())
        assert not any(sign in name.full for sign in "\r\n\t\x00\u202e\u200e\u2028")


WORDS = (
    "Ana Anne-Marie D'Arcy O'Neill Al-Amin Mary- -Bob Li--Wei Dr-Anna Mr Von-Berg Jr- Smith GmbH"
)


@pytest.mark.parametrize("first", WORDS.split())
@pytest.mark.parametrize("last", WORDS.split())
def test_spaces_around_a_name_change_nothing(first: str, last: str) -> None:
    assert read_names(f"{first} {last}")[0] == read_names(f"  {first}   {last} ")[0]
