"""Questionnaires go out as FHIR R4 and come back the same; what an import cannot keep, it says."""

from __future__ import annotations

import pytest

from dayroom.engines.measures import answers_from_response, from_fhir, score, shipped, to_fhir, to_response
from dayroom.engines.measures.errors import BrokenQuestionnaire, BrokenResource, UnknownItem
from dayroom.engines.measures.questionnaires.loading import from_table

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


@pytest.mark.parametrize("name", sorted(shipped()))
def test_out_and_in_again_asks_and_scores_the_same(name: str) -> None:
    asked = shipped()[name]
    back = from_fhir(to_fhir(asked))
    assert [(i.id, i.text, i.code, [(c.value, c.text) for c in i.choices]) for i in back.items] == [
        (i.id, i.text, i.code, [(c.value, c.text) for c in i.choices]) for i in asked.items
    ]
    given = {i.id: (i.choices[-1].value if i.choices else 3) for i in asked.items}
    if name != "pain":  # a plain number carries no weight in FHIR
        assert back.flags == asked.flags
        assert score(back, given).total == score(asked, given).total
    response = to_response(asked, given, id="r1", subject="Patient/ann", authored="2026-11-21", complete=True)
    assert answers_from_response(asked, response) == given


@pytest.mark.parametrize("name", sorted(shipped()))
def test_what_comes_along_says_who_wrote_it_and_that_it_may(name: str) -> None:
    assert shipped()[name].licence
    assert shipped()[name].source


def question(**more: object) -> dict:
    return {"linkId": "q1", "text": "How was it?", "type": "choice", **more}


def option(code: str, weight: float | None) -> dict:
    extension = [] if weight is None else [{"url": ORDINAL, "valueDecimal": weight}]
    return {"valueCoding": {"code": code, "display": code, "extension": extension}}


def imported(*items: dict, **more: object):
    return from_fhir(
        {"resourceType": "Questionnaire", "status": "active", "title": "Ours", "item": list(items), **more}
    )


def test_an_import_is_scored_where_every_choice_has_a_number() -> None:
    made = imported(question(answerOption=[option("low", 0), option("high", 2.5)]))
    assert score(made, {"q1": 2.5}).total == 2.5
    assert score(made, {"q1": 2.5}).band is None
    half = imported(question(answerOption=[option("low", 0), option("high", None)]))
    assert score(half, {"q1": 1}).total is None
    assert half.remarks == ("The answers carry no numbers, so there is no total.",)


def test_groups_are_followed_and_what_cannot_be_asked_is_named() -> None:
    group = {"linkId": "g", "type": "group", "item": [question(answerOption=[option("a", 0), option("b", 1)])]}
    made = imported(
        group, {"linkId": "f", "type": "attachment"}, question(linkId="q2", answerValueSet="http://elsewhere")
    )
    assert [item.id for item in made.items] == ["q1"]
    assert len(made.remarks) == 2


def test_answers_inside_the_resource_are_found() -> None:
    concepts = [
        {"code": "n", "display": "No", "extension": [{"url": ORDINAL, "valueDecimal": 0}]},
        {"code": "y", "display": "Yes", "extension": [{"url": ORDINAL, "valueDecimal": 1}]},
    ]
    value_set = {
        "resourceType": "ValueSet",
        "id": "yn",
        "compose": {"include": [{"system": "urn:x", "concept": concepts}]},
    }
    made = imported(question(answerValueSet="#yn"), contained=[value_set])
    assert score(made, {"q1": 1}).total == 1


@pytest.mark.parametrize(
    "resource",
    [
        {},
        {"resourceType": "Patient"},
        {"resourceType": "Questionnaire"},
        {"resourceType": "Questionnaire", "item": "x"},
        {"resourceType": "Questionnaire", "item": [7]},
        {"resourceType": "Questionnaire", "item": [{"type": "choice"}]},
        {"resourceType": "Questionnaire", "item": [question(answerOption=[3])]},
        {"resourceType": "Questionnaire", "item": [question(answerOption=7, extension=7)], "contained": 7, "code": 7},
        {"resourceType": "Questionnaire", "item": [], "contained": None},
        {
            "resourceType": "Questionnaire",
            "item": [{"linkId": "a", "type": "integer"}, {"linkId": "a", "type": "integer"}],
        },
    ],
)
def test_a_broken_questionnaire_is_refused(resource: dict) -> None:
    with pytest.raises(BrokenQuestionnaire):
        from_fhir(resource)


def test_groups_without_end_are_refused() -> None:
    inner: dict = {"linkId": "x", "type": "group"}
    for number in range(50):
        inner = {"linkId": str(number), "type": "group", "item": [inner]}
    with pytest.raises(BrokenQuestionnaire):
        imported(inner)


def test_answers_to_no_question_and_no_choice_are_refused() -> None:
    made = imported(question(answerOption=[option("a", 0), option("b", 1)]))
    head = {"resourceType": "QuestionnaireResponse", "status": "completed"}
    with pytest.raises(UnknownItem):
        answers_from_response(made, head | {"item": [{"linkId": "zz", "answer": [{"valueInteger": 1}]}]})
    with pytest.raises(BrokenResource):
        answers_from_response(made, head | {"item": [{"linkId": "q1", "answer": [{"valueCoding": {"code": "c"}}]}]})
    with pytest.raises(BrokenResource):
        answers_from_response(made, {"resourceType": "Bundle"})


def test_a_table_with_a_flag_on_no_question_is_refused() -> None:
    table = {
        "id": "x",
        "title": "x",
        "language": "en",
        "url": "",
        "licence": "",
        "source": "",
        "item": [{"id": "1", "text": "?", "lowest": 0, "highest": 3}],
        "score": {"method": "sum"},
    }
    assert from_table(table).items[0].highest == 3
    with pytest.raises(BrokenQuestionnaire):
        from_table(table | {"flag": [{"item": "9", "at_least": 1, "code": "CRISIS"}]})
    with pytest.raises(BrokenQuestionnaire):
        from_table({"id": "x"})
