"""Templates of readers: the examples work, faults say file and line, hostile ones get nothing and come to an end."""

from __future__ import annotations

import re
import sys
from dataclasses import replace

import pytest
from export.test_export import EXPORT

from viewer.export.notes import GroupBy
from viewer.export.table import Of
from viewer.export.templates import TemplateProblem, template_data
from viewer.session.notes import templates
from viewer.session.notes.templates import forms_of, make_templates_folder, rendered, template_exporter, template_files


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(templates, "templates_folder", lambda: tmp_path)
    return tmp_path


def written(folder, source, name="mine.md.j2", export=EXPORT):
    path = folder / name
    path.write_text(source, encoding="utf-8")
    return rendered(path, export)


def problem(folder, source) -> str:
    with pytest.raises(TemplateProblem) as raised:
        written(folder, source)
    return str(raised.value)


def test_the_readers_templates_stand_beside_the_examples_and_before_those_of_one_name(folder):
    shipped = template_files()
    assert len(shipped) == 2
    (folder / "Brief.txt.j2").touch()
    (folder / shipped[0].name).touch()
    (folder / "notes.txt").touch()
    assert {path.name: path.parent for path in template_files()} == {
        "Brief.txt.j2": folder,
        shipped[0].name: folder,
        shipped[1].name: shipped[1].parent,
    }
    assert "Template: Brief" in {form.words for form in forms_of(Of.NOTES)}
    assert not [form for form in forms_of(Of.REFERENCES) if form.template]


def test_the_folder_is_made_once_with_examples_to_change(tmp_path, monkeypatch):
    folder = tmp_path / "verbale" / "templates"
    monkeypatch.setattr(templates, "templates_folder", lambda: folder)
    shipped = [path.name for path in template_files()]
    assert make_templates_folder() == folder
    assert [(path.name, path.parent) for path in template_files()] == [(name, folder) for name in shipped]
    (folder / shipped[0]).unlink()
    make_templates_folder()
    assert not (folder / shipped[0]).exists()


def test_the_markdown_example_keeps_quote_citation_and_words_apart(folder):  # noqa: ARG001 - none of the reader's own
    [path] = [path for path in template_files() if path.name.endswith(".md.j2")]
    lines = rendered(path, EXPORT).splitlines()
    bodies = [note.annotation.body.strip().splitlines()[0] for note in EXPORT.notes if note.annotation.body.strip()]
    assert len(bodies) > 2
    assert all(not lines[lines.index(body) - 1] for body in bodies)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.md.j2", ".md"), ("a.HTML.j2", ".html"), ("a.j2", ".txt"), ("a.pdf.j2", ".txt"), ("a.x y.j2", ".txt")],
)
def test_the_name_says_what_is_written(folder, name, suffix):
    assert template_exporter(folder / name).suffix == suffix


def test_the_examples_write_every_note(folder):  # noqa: ARG001 - none of the reader's own
    for path in template_files():
        text = rendered(path, replace(EXPORT, group_by=GroupBy.KIND))
        assert len(text) > 500
        assert "{{" not in text


def test_a_template_sees_document_notes_and_groups(folder):
    source = "{{ document.sha256 }} {{ notes | length }} {{ group_by }} {{ groups[0].title }}"
    identity = EXPORT.document.identity.content_hash
    text = written(folder, source, export=replace(EXPORT, group_by=GroupBy.COLOR))
    assert text.startswith(f"{identity} {len(EXPORT.notes)} colour ")


def test_the_example_lists_every_name_that_a_template_can_use(folder):  # noqa: ARG001 - none of the reader's own
    [path] = [path for path in template_files() if path.name.endswith(".md.j2")]
    head = path.read_text(encoding="utf-8").partition("-#}")[0]
    data = template_data(EXPORT)
    names = {*data, *data["document"], *data["notes"][0], *data["groups"][0]}
    assert names <= set(re.findall(r"\w+", head))


def test_only_pages_are_escaped(folder):
    source = "{{ '<b>' }}{{ '*x*' | as_html }}"
    assert written(folder, source, "a.html.j2").startswith("&lt;b&gt;<p")
    assert written(folder, source, "a.md.j2").startswith("<b>")
    assert written(folder, "{{ '*x*' | escape_markdown }}") == "\\*x\\*"


def test_faults_say_file_line_and_what(folder):
    assert problem(folder, "one\n{% for %}\n").startswith("mine.md.j2, line 2: ")
    assert problem(folder, "one\ntwo\n{{ document.titel }}") == (
        "mine.md.j2, line 3: nothing is called “titel” here. Did you mean “title”? What there is: citation, title, "
        "symbol, symbols, date, language, file_name, sha256, url."
    )
    assert problem(folder, "\n{{ 1 / 0 }}") == "mine.md.j2, line 2: division by zero"
    assert "other.j2" in problem(folder, "{% include 'other.j2' %}")


def test_files_that_are_no_templates_are_said(folder):
    with pytest.raises(TemplateProblem, match=r"gone\.j2: the template cannot be read"):
        rendered(folder / "gone.j2", EXPORT)
    (folder / "bytes.j2").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TemplateProblem, match=r"bytes\.j2: it is not text in UTF-8"):
        rendered(folder / "bytes.j2", EXPORT)


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ notes.__class__.__init__.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ ''['format']('{0.__class__}', 1).__class__ }}",
        "{{ notes.clear() }}",
        "{{ document.update({'title': 'x'}) }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% for a in range(10000000) %}{% endfor %}",
    ],
)
def test_the_sandbox_refuses(folder, source):
    assert problem(folder, source).startswith("mine.md.j2")


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}",
        "{{ 9 ** (9 ** 9) }}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{% include 'mine.md.j2' %}",
        pytest.param(
            "{{ 'x' * 10 ** 10 }}",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds memory at once"),
        ),
        "{% for a in range(9000) %}{{ 'x' * 9000 }}{% endfor %}",
    ],
)
def test_time_memory_and_output_are_bounded(folder, source, monkeypatch):
    monkeypatch.setattr(templates, "SECONDS", 2.0)
    assert problem(folder, source).startswith("mine.md.j2")
