"""How a command ends, and what it has printed by then."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable

import pytest
import typer

from sendoff.cli.output import plain, print_json, print_table, told
from sendoff.cli.progress import progress_bar
from sendoff.errors import Invalid, Problem, SendoffError, invalid


def ended(command: Callable[..., None], *, as_json: bool = False) -> int:
    """The exit code that the command ends with."""
    with pytest.raises(typer.Exit) as exit_:
        told(command)(as_json=as_json)
    return exit_.value.exit_code


def test_an_error_is_a_sentence_and_a_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    def command(as_json: bool) -> None:
        raise invalid("The \x1b[1mvalue is wrong.", path="a.b")

    assert ended(command, as_json=True) == 2
    printed = capsys.readouterr()
    assert json.loads(printed.out) == {
        "error": {"code": "invalid", "message": "a.b: The \x1b[1mvalue is wrong.", "path": "a.b"}
    }
    assert printed.err == "a.b: The \\x1b[1mvalue is wrong.\n"
    assert ended(command) == 2
    assert capsys.readouterr().out == ""


def test_each_problem_has_a_line_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    def command(as_json: bool) -> None:
        raise Invalid([Problem("a", "One."), Problem("", "Two.")])

    ended(command)
    assert capsys.readouterr().err == "a: One.\nTwo.\n"


def test_an_error_after_the_answer_adds_no_second_line(capsys: pytest.CaptureFixture[str]) -> None:
    def command(as_json: bool) -> None:
        print_json({"url": "there"})
        raise invalid("It went wrong afterwards.")

    assert ended(command, as_json=True) == 2
    assert ended(command, as_json=True) == 2
    printed = capsys.readouterr()
    assert printed.out == '{"url": "there"}\n' * 2
    assert "afterwards" in printed.err


def test_an_unforeseen_error_goes_on_and_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    def command(as_json: bool) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        told(command)(as_json=True)
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "unforeseen"


@pytest.mark.parametrize(("number", "exit_code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_is_told_also_where_a_driver_made_an_error_of_it(
    number: signal.Signals, exit_code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    before = signal.getsignal(number)

    def command(as_json: bool) -> None:
        signal.raise_signal(number)

    def swallowing(as_json: bool) -> None:
        try:
            signal.raise_signal(number)
        except BaseException:
            raise SendoffError("The driver failed.", code="x", kind=invalid("").kind) from None

    for each in (command, swallowing):
        assert ended(each, as_json=True) == exit_code
        printed = capsys.readouterr()
        assert json.loads(printed.out)["error"]["code"] == "interrupted"
        assert printed.err == "Interrupted.\n"
    assert signal.getsignal(number) == before


def test_json_that_the_terminal_has_no_letters_for_is_escaped(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    print_json({"path": "\udcff", "name": "Łódź"})
    assert json.loads(capfdbinary.readouterr().out) == {"path": "\udcff", "name": "Łódź"}


def test_a_terminal_is_told_nothing_that_it_would_obey() -> None:
    assert plain("a\x1b[31mb\r\x07é\nc") == "a\\x1b[31mb\\r\\x07é\nc"


def test_what_takes_long_is_told_without_being_asked(capsys: pytest.CaptureFixture[str]) -> None:
    printed = ""
    with progress_bar("Counting", total=None, after_seconds=0.01):
        while not printed:
            printed = capsys.readouterr().err
    assert printed == "Counting …\n"


def test_what_is_quick_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar("Counting", after_seconds=60.0) as show:
        show(0.5)
    assert capsys.readouterr().err == ""


def test_a_table_that_a_terminal_is_too_narrow_for_is_written_in_blocks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    print_table(("id", "address"), [("c1", "x" * 100), ("c2", None)])
    assert capsys.readouterr().out == f"id       c1\naddress  {'x' * 100}\n\nid       c2\naddress  \n\n"
    print_table(("id", "address"), [("c1", "x" * 20)])
    assert capsys.readouterr().out.splitlines()[1].startswith("c1  xxx")
