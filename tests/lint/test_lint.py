"""The linter finds nothing in what we say, and finds each fault that is put there."""

import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.linting import RULES, Tongue, keywords, lint, size, tongues
from bot.linting.carried import FIRST, UNASKED
from bot.linting.native import DRIVERS
from bot.linting.samples import Samples, at, said_with
from bot.linting.tongue import TEMPLATES
from bot.speaking import ROOT, languages


@pytest.fixture(scope="module")
def ours() -> tuple[Tongue, ...]:
    return tuple(tongues())


@pytest.mark.parametrize("language", languages())
def test_nothing_is_wrong_with_any_wording_in_any_language(ours: tuple[Tongue, ...], language: str) -> None:
    assert lint(ours, language) == []


def test_every_wording_is_said_in_every_language(ours: tuple[Tongue, ...]) -> None:
    assert {"de", "en", "es", "fr", "it", "nl", "pt"} <= {one.language for one in ours}
    for tongue in ours:
        assert all(len(one.texts) >= 1 for one in tongue.sayings)
        assert sum(len(one.texts) for one in tongue.sayings) > 2 * len(tongue.sayings)


def test_what_the_rules_name_exists(ours: tuple[Tongue, ...]) -> None:
    names = {one.name for one in ours[0].sayings}
    assert {*UNASKED, *FIRST, *DRIVERS} <= names
    assert len({one.name for one in RULES}) == len(RULES)


def test_the_longest_usual_value_is_the_one_that_one_in_twenty_exceeds() -> None:
    assert at(["x" * length for length in range(1, 21)], 0.95) == "x" * 19
    assert at(["long", "a"], 0.0) == "a"


@pytest.mark.parametrize("language", languages())
def test_samples_are_many_enough_and_of_that_language(ours: tuple[Tongue, ...], language: str) -> None:
    samples = next(one for one in ours if one.language == language).check["samples"]
    for name in ("names", "items", "addresses"):
        assert len(set(samples[name])) >= 20, name
    assert len(samples["words"]) >= 5


def test_what_may_be_missing_is_missing_only_where_a_wording_looks_for_it() -> None:
    samples = Samples(["Ana"], ["sofa"], ["1 Main St"], ["ok"], ["porch"])
    assert "" not in {one["name"] for one in said_with(samples, ["name"], ())}
    assert "" in {one["name"] for one in said_with(samples, ["name"], ("name",))}


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Path]:
    """English and a second language beside it that is complete, to put a fault into."""
    for language in ("en", "es"):
        for file in (path for path in TEMPLATES.rglob("*") if path.is_file()):
            here = file.relative_to(TEMPLATES)
            if language in {here.stem, here.parent.name}:
                (tmp_path / here).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, tmp_path / here)
    return tmp_path


def found(root: Path) -> set[tuple[str, str]]:
    return {(one.rule, one.where) for one in lint(tongues(root), "es")}


FAULTS = [
    ("complete", "access/noted", "messages/es/access.j2", "{% block noted %}", "{% block other %}"),
    ("complete", "words.toml [how]", "messages/es/words.toml", "mailbox =", "letterbox ="),
    ("complete", "page send", "pages/words/es.toml", "send =", "sent ="),
    ("complete", "mail see", "mail/es/words.toml", "see =", "saw ="),
    ("complete", "whatsapp notices/near", "whatsapp/es.toml", '["notices/near"]', '["notices/nigh"]'),
    ("complete", "check.toml", "messages/es/check.toml", "[samples]", "[other]"),
    ("values", "notices/near", "messages/es/notices.j2", "llega en unos {{ minutes }} min", "llega pronto"),
    ("values", "page between", "pages/words/es.toml", "{day}, {span}", "{day}, {spam}"),
    ("values", "mail event", "mail/es/words.toml", "{items}", "{item}"),
    ("values", "whatsapp notices/near", "whatsapp/es.toml", "está a unos {{2}} min", "está cerca"),
    ("said", "notices/near", "messages/es/notices.j2", "{{ minutes }} min", "{{ minutos }} min"),
    ("said", "notices", "messages/es/notices.j2", "{% block near %}", "{% block near"),
    ("said", "notices/late", "messages/es/notices.j2", "{{ start|span(end) }}", "{{ start|spam(end) }}"),
    ("plurals", "driver_day/schedule", "messages/es/driver_day.j2", 'one="# parada", other=', "other="),
    ("plurals", "page before", "pages/words/es.toml", "before_other =", "before_many ="),
    ("segments", "notices/near", "messages/es/notices.j2", "{{ minutes }} min.", "{{ minutes }}." + " Así es." * 20),
    ("segments", "notices/scheduled", "messages/es/notices.j2", "# segments 4:", "# segments 9:"),
    ("keywords", "reschedule/confirming_window", "messages/es/reschedule.j2", "2 = otro momento", "2 = cancelar"),
    ("keywords", "notices/late", "messages/es/notices.j2", "¿No le viene bien? Responda", "Responda BAJA o"),
    ("keywords", "driver_day/late_how", "messages/es/driver_day.j2", "Escriba: tarde 20", "Escriba: alto"),
    ("brand", "notices/late", "messages/es/notices.j2", "{{ brand }}: lo sentimos", "Lo sentimos"),
    ("way out", "notices/scheduled", "messages/es/notices.j2", "Baja: STOP.", "Gracias."),
    ("mail", "notices/scheduled", "messages/es/notices.j2", "{% if not mail %}", "{% if brand %}"),
    ("mail", "notices/late", "messages/es/notices.j2", "lo sentimos", "lo sentimos por SMS"),
    ("whatsapp", "whatsapp notices/near", "whatsapp/es.toml", "{{2}} min.", "{{2}}."),
    ("whatsapp", "whatsapp reschedule/confirming_window", "whatsapp/es.toml", '"Otro momento"', '"Cancelar"'),
    ("whatsapp", "whatsapp reschedule/confirming_window", "whatsapp/es.toml", ', "Otro momento"', ""),
    ("whatsapp", "whatsapp reschedule/confirming_window", "whatsapp/es.toml", '"Bien"', '"Me viene perfectamente"'),
    ("whatsapp", "whatsapp notices/scheduled", "whatsapp/es.toml", " Baja: STOP.", ""),
    ("whatsapp", "whatsapp notices/late", "whatsapp/es.toml", "Responda aquí", "Responda BAJA"),
    ("links", "notices/late", "messages/es/notices.j2", "lo sentimos", "lo sentimos, bit.ly/x"),
    ("links", "words.toml [missed] other", "messages/es/words.toml", "pero no pudo ser", "mire www.x.example"),
    ("braces", "notices/late", "messages/es/notices.j2", "lo sentimos", "lo sentimos (hoy"),
    ("braces", "notices/near", "messages/es/notices.j2", "{{ minutes }}", "{ minutes }}"),
    ("spaces", "notices/late", "messages/es/notices.j2", "lo sentimos", "lo  sentimos"),
    ("spaces", "page thanks", "pages/words/es.toml", "Gracias, lo", "Gracias , lo"),
    ("english", "notices/late", "messages/es/notices.j2", "lo sentimos", "sorry, your van is late"),
    ("english", "page thanks", "pages/words/es.toml", "Gracias, lo tenemos.", "Thank you, we have it."),
    ("english", "mail left_text", "mail/es/words.toml", "No recibirá más correos nuestros.", "Your mails are off."),
    ("english", "whatsapp notices/next", "whatsapp/es.toml", "Escríbalo aquí", "Just answer here"),
    ("address", "mail answer", "mail/es/words.toml", "Responda a este correo", "Responde a tu correo"),
    ("address", "notices/late", "messages/es/notices.j2", "¿No le viene bien?", "¿No te viene bien?"),
    ("address", "page address", "pages/words/es.toml", '"Dónde"', '"Tu casa"'),
]


@pytest.mark.parametrize(("rule", "where", "file", "good", "bad"), FAULTS, ids=lambda one: str(one)[:24])
def test_a_fault_is_found_by_its_rule(copy: Path, rule: str, where: str, file: str, good: str, bad: str) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert good in text
    path.write_text(text.replace(good, bad), encoding="utf-8")
    assert (rule, where) in found(copy)


@pytest.mark.parametrize("file", ["mail/{}/words.toml", "whatsapp/{}.toml", "pages/words/{}.toml", "subject/{}.toml"])
def test_a_language_that_lacks_a_file_is_told_everything_that_stands_in_it(copy: Path, file: str) -> None:
    (copy / file.format("es")).unlink()
    kind = {"pages": "page", "subject": "data"}.get(Path(file).parts[0], Path(file).parts[0])
    missing = {where for rule, where in found(copy) if rule == "complete"}
    english = tomllib.loads((copy / file.format("en")).read_text(encoding="utf-8"))
    assert len(missing) >= len(english) - len([key for key in english if key.endswith("_one")])
    assert {where.split()[0] for where in missing} == {kind}


@pytest.mark.parametrize(("text", "taken"), [
    ("Reply stop", {"stop"}), ("Reply cancel to call it off", {"cancel"}), ("Text back with: quit, please", {"quit"}),
    ('Send "end" now', {"end"}), ("1 = good, 2 = cancel", {"cancel"}), ("8 yes 9 no", set()), ("Reply YES", {"YES"}),
    ("the stop comes before you", set()), ("Just text back", set()), ("Reply with the number", set()),
    ("31 basta 32 other", {"basta"}), ("Reply ARRET or arrêt", {"ARRET", "arrêt"}),
])
def test_a_keyword_counts_where_somebody_may_send_it(text: str, taken: set[str]) -> None:
    assert keywords.invited(text, "reply|text|send") == taken


def test_a_keyword_in_capitals_counts_anywhere() -> None:
    assert keywords.shouted("Baja: STOP. OK? SMS, Stop, HELP") == {"STOP", "HELP"}


def test_every_rule_is_tried() -> None:
    assert {one.name for one in RULES} == {rule for rule, *_ in FAULTS}


def test_a_language_that_is_a_copy_of_english_is_told_so(copy: Path) -> None:
    shutil.rmtree(copy / "messages" / "es")
    shutil.copytree(ROOT / "en", copy / "messages" / "es")
    assert ("english", "notices/scheduled") in found(copy)


def test_the_command_says_what_is_wrong_and_how_much_a_language_costs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--language", "nl"]) == 0
    assert capsys.readouterr().out.startswith("nl: ")
    assert main(["lint", "--json", "--language", "nl"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["findings"] == []
    assert told["sizes"]["nl"]["notices/near"]["segments"] == 1
    assert main(["lint", "--language", "tlh"]) == 2
    assert "expected one of" in capsys.readouterr().err


def test_a_finding_ends_the_command_with_1(copy: Path, monkeypatch: pytest.MonkeyPatch,
                                           capsys: pytest.CaptureFixture[str]) -> None:
    page = copy / "pages" / "words" / "es.toml"
    page.write_text(page.read_text(encoding="utf-8").replace("Gracias, lo", "Gracias , lo"), encoding="utf-8")
    monkeypatch.setattr("bot.commands.lint.tongues", lambda: tongues(copy))
    assert main(["lint"]) == 1
    assert "es page thanks: spaces:" in capsys.readouterr().out


def test_a_mail_that_asks_for_a_carriers_word_is_found(tmp_path: Path) -> None:
    copy = tmp_path / "templates"
    shutil.copytree(TEMPLATES, copy)
    for language in languages():
        file = copy / "messages" / language / "notices.j2"
        file.write_text(file.read_text(encoding="utf-8").replace("{% if not mail %}", "{% if 1 %}"), encoding="utf-8")
    found = {(one.language, one.where) for one in lint(tongues(copy)) if one.rule == "mail"}
    assert {(language, "notices/scheduled") for language in languages()} <= found


DOCS = Path(__file__).parents[2] / "docs" / "languages.md"


@pytest.mark.parametrize("language", languages())
def test_the_docs_say_what_a_language_costs_and_how_it_speaks(ours: tuple[Tongue, ...], language: str) -> None:
    sizes = [size(one) for one in next(one for one in ours if one.language == language).sayings]
    counts = [sum(one.count == many for one in sizes) for many in (1, 2, 3, 4)]
    plain = sum(one.encoding == "GSM-7" for one in sizes)
    text = DOCS.read_text(encoding="utf-8")
    assert f"| {language} | {' | '.join(map(str, [*counts, plain]))} |" in text
    assert re.search(rf"(?m)^\| {language} [A-Z]", text)


def test_plain_letters_are_kept_where_the_language_allows_it(ours: tuple[Tongue, ...]) -> None:
    """Dutch, German, Italian and English are spelled in GSM-7; what a value brings along is not theirs."""
    for tongue in ours:
        if tongue.language in {"en", "de", "nl"}:
            assert {one.name for one in tongue.sayings if size(one).encoding != "GSM-7"} == set(), tongue.language
