#!/usr/bin/env python3
"""Refusal is linear and bounded: documents with many faults of every kind, each refused in little time and memory.

    python3 .ci/faults.py [--score PATH] [--count 100000] [--jobs N] [NAME …]

Each document is given to `score check`. Time is that of the processor, and its unit is what reading a valid document
takes on this machine at this moment: a refusal may take as long as reading the text and MORE megabytes of valid text,
which is half a second on a machine that reads 30 MB/s. A document that takes longer is measured again beside the valid
one, and fails when it does so TRIES times. Its peak memory and the length of its messages have limits too. `--keep DIR`
writes the documents.
"""

import argparse
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile
import threading

MORE = 15
TRIES = 4
MEGABYTES = 150
MEGABYTES_FOR_A_MEGABYTE = 25
MESSAGES = 100_000


def leaf(number, **more):
    return {"id": f"i{number}", "name": "", "weight": 1, "rule": {"type": "min_max"}, **more}


def subject(number, **more):
    return {"id": f"s{number}", "name": "", "kind": "region", **more}


def index(children, **more):
    return {"id": "x", "name": "X", "kind": "region", "weights": "relative", "children": children, **more}


def document(indexes=None, subjects=None, values=None, **more):
    subjects = [subject(0), subject(1)] if subjects is None else subjects
    if values is None:
        values = {one["id"]: {"i0": 1} for one in subjects if isinstance(one, dict) and "id" in one}
    indexes = [index([leaf(0)])] if indexes is None else indexes
    return json.dumps({"format": "evalindex/1", "indexes": indexes, "subjects": subjects, "values": values, **more})


def with_text(text, old="\"REPLACED\"", **more):
    return document(**more).replace(old, text)


def task(number, **more):
    return {"id": f"k{number}", "name": "", "class": "key", "lead": ["s0"], "progress": 50, **more}


def root(n):
    return int(n**0.5)


def texts(n, edit):
    return [edit(number) for number in range(n)]


CASES = {}


def case(made):
    CASES[made.__name__] = made
    return made


def cases_of(name, makers):
    for suffix, made in makers.items():
        CASES[f"{name}/{suffix}"] = made


# Syntax.
cases_of("syntax", {
    "commas": lambda n: "[" + "," * n,
    "object_commas": lambda n: '{"a":1' + "," * n + "}",
    "megabyte": lambda n: "[" + "," * 1_000_000,
    "nan": lambda n: with_text("[" + ",".join(["NaN"] * n) + "]", notes="REPLACED"),
    "no_commas": lambda n: with_text("[" + "1 " * n + "]", notes="REPLACED"),
    "comments": lambda n: with_text("[" + "/**/" * n + "]", notes="REPLACED"),
    "open_comments": lambda n: with_text("[" + "/*" * n, notes="REPLACED"),
    "quotes": lambda n: with_text("[" + ",".join(["'a'"] * n) + "]", notes="REPLACED"),
    "controls": lambda n: with_text('"' + "\t" * n + '"', notes="REPLACED"),
    "spaces": lambda n: with_text("[" + "\u3000" * n + "]", notes="REPLACED"),
    "bare_keys": lambda n: with_text("{" + ",".join(f"k{k}:1" for k in range(n)) + "}", notes="REPLACED"),
    "long_bare_key": lambda n: with_text("{" + "k" * 1_000_000 + ":{" + ",".join(f"k{k}:1" for k in range(n // 100)) + "}}", notes="REPLACED"),
    "long_key": lambda n: with_text('{"' + "k" * 1_000_000 + '":[' + "NaN," * n + "]}", notes="REPLACED"),
    "surrogates": lambda n: with_text("[" + ",".join(['"\\ud800"'] * n) + "]", notes="REPLACED"),
    "numbers": lambda n: with_text("[" + ",".join(["01"] * n) + "]", notes="REPLACED"),
    "deep": lambda n: "[" * n,
    "deep_objects": lambda n: '{"a":' * n,
    "trailing": lambda n: "{}" + "x" * n,
    "quoted_commas": lambda n: "[" + '"a" "b",' * n,
})

# Form: unknown and duplicate keys, absent fields, wrong types.
cases_of("form", {
    "unknown_fields": lambda n: document(**{f"x{k}": 1 for k in range(n)}),
    "near_fields": lambda n: document(**{f"titl{k}": 1 for k in range(n)}),
    "subject_fields": lambda n: document(subjects=[subject(k, gruop="a") for k in range(n)], values={}),
    "node_fields": lambda n: document([index([{**leaf(k), "wieghts": 1} for k in range(n)])]),
    "misspelt_rule": lambda n: document([index([{"id": f"i{k}", "name": "", "weight": 1, "ruel": {"type": "min_max"}} for k in range(n)])]),
    "keys_of_one_node": lambda n: document([index([{f"chidren{k}": 1 for k in range(n)}])]),
    "undecided": lambda n: document([index([{"id": f"i{k}"} for k in range(n)])]),
    "duplicate_keys": lambda n: document().replace('"format"', ",".join(['"title":"a"'] * n) + ',"format"', 1),
    "duplicate_cells": lambda n: with_text("{" + ",".join(['"i0":1'] * n) + "}", values={"s0": "REPLACED"}),
    "duplicate_rows": lambda n: with_text("{" + ",".join(['"s0":{"i0":1}'] * n) + "}", values="REPLACED"),
    "absent": lambda n: document(subjects=[{} for _ in range(n)], values={}),
    "absent_in_tasks": lambda n: document(tasks=[{} for _ in range(n)]),
    "absent_in_nodes": lambda n: document([index([{"rule": {}} for _ in range(n)])]),
    "wrong_types": lambda n: document(subjects=[1] * n, values={}),
    "wrong_nodes": lambda n: document([index([1] * n)]),
    "wrong_ids": lambda n: document(subjects=[{"id": 1, "name": 1, "kind": 1} for _ in range(n // 3)], values={}),
    "notes": lambda n: document(notes=[1] * n),
    "rules": lambda n: document([index([leaf(k, rule={"type": "minmax"}) for k in range(n)])]),
    "rule_parameters": lambda n: document([index([leaf(k, rule={"type": "min_max", "mni": 1}) for k in range(n)])]),
    "long_rule": lambda n: document([index([leaf(0, rule={"type": "m" * 1_000_000})])]),
    "choices": lambda n: document([index([leaf(k, missing="reweigth") for k in range(n)])]),
    "numbers": lambda n: document([index([leaf(k, weight="x") for k in range(n)])]),
    "adjustments": lambda n: document(adjustments=[{"subject": "s0", "type": "bonsu", "points": 1, "reason": "r"}] * n),
    "periods": lambda n: document(period="z", periods=[{}] * n),
    "grades": lambda n: document([index([leaf(0)], grades=[{"nmae": "a"}] * n)]),
    "long_value": lambda n: document(subjects=[subject(k, group=[0]) for k in range(n)], values={}),
})

# Tables of figures.
cases_of("figures", {
    "text_in_a_row": lambda n: document(values={"s0": {f"i{k}": "x" for k in range(n)}}),
    "text_in_a_column": lambda n: document(subjects=[subject(k) for k in range(n)], values={f"s{k}": {"i0": "x"} for k in range(n)}),
    "text_in_a_block": lambda n: document([index([leaf(k) for k in range(root(n))])], [subject(k) for k in range(root(n))], {f"s{k}": {f"i{j}": "x" for j in range(root(n))} for k in range(root(n))}),
    "dashes": lambda n: document(subjects=[subject(k) for k in range(n)], values={f"s{k}": {"i0": "-"} for k in range(n)}),
    "unknown_subjects": lambda n: document(values={f"t{k}": {"i0": 1} for k in range(n)}),
    "unknown_among_many": lambda n: document(subjects=[subject(k) for k in range(n // 2)], values={f"subject {k}": {"i0": 1} for k in range(n // 2)}),
    "near_subjects": lambda n: document(subjects=[subject(k) for k in range(n // 2)], values={f"s{k}x": {"i0": 1} for k in range(n // 2)}),
    "unread_inputs": lambda n: document(values={"s0": {"i0": 1}, "s1": {"i0": 1, **{f"z{k}": 1 for k in range(n)}}}),
    "unread_near_inputs": lambda n: document([index([leaf(k) for k in range(n // 2)])], values={"s0": {f"i{k}x": 1 for k in range(n // 2)}}),
    "unread_in_each": lambda n: document(subjects=[subject(k) for k in range(n // 20)], values={f"s{k}": {f"z{k}": 1} for k in range(n // 20)}),
    "targets": lambda n: document(targets={"s0": {f"z{k}": 1 for k in range(n)}}),
    "previous": lambda n: document(previous={"s0": {f"z{k}": 1 for k in range(n)}}),
    "unknown_in_targets": lambda n: document(targets={f"t{k}": {"i0": 1} for k in range(n)}),
    "rows_no_objects": lambda n: document(subjects=[subject(k) for k in range(n)], values={f"s{k}": 1 for k in range(n)}),
    "too_large": lambda n: with_text("{" + ",".join(f'"s{k}":{{"i0":1e99}}' for k in range(n)) + "}", subjects=[subject(k) for k in range(n)], values="REPLACED"),
})

# Evidence.
cases_of("evidence", {
    "duplicate_ids": lambda n: document(subjects=[subject(0)] * n, values={"s0": {"i0": 1}}),
    "empty_ids": lambda n: document(subjects=[subject(0, id="")] * n, values={"s0": {"i0": 1}}),
    "empty_groups": lambda n: document(subjects=[subject(k, group="") for k in range(n)]),
    "part_of": lambda n: document(subjects=[subject(k, part_of=f"t{k}") for k in range(n)]),
    "part_of_itself": lambda n: document(subjects=[subject(k, part_of=f"s{(k + 1) % n}") for k in range(n)]),
    "long_chain": lambda n: document(subjects=[subject(k, part_of=f"s{min(k + 1, n - 1)}") for k in range(n)]),
    "task_ids": lambda n: document(tasks=[task(0)] * n),
    "task_leads": lambda n: document(tasks=[task(k, lead=[f"t{k}"]) for k in range(n)]),
    "leads_of_one_task": lambda n: document(tasks=[task(0, lead=[f"t{k}" for k in range(n)])]),
    "leads_twice": lambda n: document(tasks=[task(0, lead=["s0"] * n)]),
    "leads_among_many": lambda n: document(subjects=[subject(k) for k in range(n // 2)], tasks=[task(k, lead=[f"t{k}"]) for k in range(n // 2)]),
    "known_leads_among_many": lambda n: document(subjects=[subject(k) for k in range(n // 2)], tasks=[task(k, lead=[f"s{n // 2 - 1}"], weight=-1) for k in range(n // 2)]),
    "task_figures": lambda n: document(tasks=[task(k, progress=-1) for k in range(n)]),
    "task_weights": lambda n: document(tasks=[task(k, weight=-1, planned=0) for k in range(n // 2)]),
    "nobody": lambda n: document(tasks=[task(k, lead=[]) for k in range(n)]),
    "adjustments": lambda n: document(adjustments=[{"subject": f"t{k}", "type": "bonus", "points": 1, "reason": "r"} for k in range(n)]),
    "adjustments_among_many": lambda n: document(subjects=[subject(k) for k in range(n // 2)], adjustments=[{"subject": f"s{n}{k}", "type": "bonus", "points": 1, "reason": "r"} for k in range(n // 2)]),
    "points": lambda n: document(subjects=[subject(k) for k in range(n // 2)], adjustments=[{"subject": f"s{k}", "type": "bonus", "points": -1, "reason": "r"} for k in range(n // 2)]),
    "beyond": lambda n: document(subjects=[subject(k) for k in range(n // 2)], inputs={"i0": {"valid": [0, 0.5], "sentinels": list(range(2, n // 2 + 2))}}),
    "percent_of": lambda n: document([index([leaf(0)], id=f"x{k}") for k in range(root(n))], adjustments=[{"subject": "s0", "type": "bonus", "percent": 1, "of": "y", "reason": "r"}] * root(n)),
    "reasons": lambda n: document(adjustments=[{"subject": "s0", "type": "bonus", "points": 1, "reason": ""}] * n),
    "adjusted_index": lambda n: document(adjustments=[{"subject": "s0", "index": f"y{k}", "type": "bonus", "points": 1, "reason": "r"} for k in range(n)]),
    "kinds": lambda n: document(subjects=[subject(0)] + [subject(k, kind="other") for k in range(1, n)], values={"s0": {"i0": 1}}, adjustments=[{"subject": f"s{k}", "type": "bonus", "points": 1, "reason": "r"} for k in range(1, n)]),
})

# Trees and indexes.
cases_of("tree", {
    "misspelt_inputs": lambda n: document([index([leaf(k, input=f"inptu {k}") for k in range(n // 2)])], values={"s0": {f"input {k}": 1 for k in range(n // 2)}}),
    "misspelt_inputs_of_few": lambda n: document([index([leaf(k, input=f"x{k}") for k in range(n)])]),
    "absent_inputs": lambda n: document([index([leaf(k) for k in range(n)])]),
    "duplicate_ids": lambda n: document([index([leaf(0)] * n)]),
    "weights": lambda n: document([index([leaf(k, weight=-1, input="i0") for k in range(n)])]),
    "totals": lambda n: document([index([{"id": f"d{k}", "name": "", "weight": 1, "children": [leaf(k, weight=0.5, input="i0")]} for k in range(n)], weights="strict")]),
    "no_children": lambda n: document([index([{"id": f"d{k}", "name": "", "weight": 1, "children": []} for k in range(n)])]),
    "coverage": lambda n: document([index([{"id": f"d{k}", "name": "", "weight": 1, "min_coverage": 2, "children": [leaf(k, input="i0")]} for k in range(n)])]),
    "round": lambda n: document([index([leaf(k, input="i0", round={"decimals": 99}) for k in range(n)])]),
    "rule": lambda n: document([index([leaf(k, input="i0", rule={"type": "min_max", "min": 2, "max": 1}) for k in range(n)])]),
    "direction": lambda n: document([index([leaf(k, input="i0", direction="lower", rule={"type": "piecewise", "points": [[0, 0], [1, 1]]}) for k in range(n)])]),
    "owner": lambda n: document([index([leaf(k, input="i0", owner=f"o{k}") for k in range(n)])]),
    "owner_among_many": lambda n: document([index([leaf(k, input="i0", owner=f"o{k}") for k in range(n // 2)])], [subject(k, kind="other") for k in range(n // 2)] + [subject("a")], {"sa": {"i0": 1}}),
    "known_owner_among_many": lambda n: document([index([leaf(k, input="i0", owner="sa", weight=-1) for k in range(n // 2)])], [subject(k, kind="other") for k in range(n // 2)] + [subject("a")], {"sa": {"i0": 1}}),
    "reference_among_many": lambda n: document([index([leaf(k, input="i0", rule={"type": "distance_to_reference", "reference": f"o{k}"}) for k in range(n // 2)])], [subject(k, kind="other") for k in range(n // 2)] + [subject("a")], {"sa": {"i0": 1}}),
    "known_reference_among_many": lambda n: document([index([leaf(k, input="i0", weight=-1, rule={"type": "distance_to_reference", "reference": "sa"}) for k in range(n // 2)])], [subject(k, kind="other") for k in range(n // 2)] + [subject("a")], {"sa": {"i0": 1}}),
    "within": lambda n: document([index([leaf(k, input="i0", within="group") for k in range(n // 2)])], [subject(k, kind="other") for k in range(n // 2)] + [subject("a")], {"sa": {"i0": 1}}),
    "grouped_within": lambda n: document([index([leaf(k, input="i0", weight=-1, within="group") for k in range(n // 2)])], [subject(k, kind="other") for k in range(n // 2)] + [subject("a", group="g")], {"sa": {"i0": 1}}),
    "errors": lambda n: document([index([leaf(k, input=f"x{k}", error={"sd": -1}) for k in range(n)])]),
    "errors_apart": lambda n: document([index([leaf(k, input="i0", error={"sd": k + 1}) for k in range(n)])]),
    "denominators": lambda n: document([index([leaf(k, input="i0", denominate={"by": f"z{k}"}) for k in range(n)])]),
    "parts": lambda n: document([index([leaf(0)]), index([leaf(k, **{"from": {"parts": {"index": "x", "of": f"n{k}", "take": "mean"}}}) for k in range(n)], id="y")]),
    "parts_of_many": lambda n: document([index([leaf(k, input="i0") for k in range(n // 2)]), index([leaf(k, **{"from": {"parts": {"index": "x", "of": f"n{k}", "take": "mean"}}}) for k in range(n // 2)], id="y")]),
    "steps_unsorted": lambda n: document([index([leaf(0, rule={"type": "steps", "steps": [[-k, k] for k in range(n)]})])]),
    "points_unsorted": lambda n: document([index([leaf(0, rule={"type": "piecewise", "points": [[-k, k] for k in range(n)]})])]),
    "ladder": lambda n: document([index([leaf(0, rule={"type": "rank_ladder", "scores": list(range(n))})])]),
    "weights_from": lambda n: document([index([leaf(k, input="i0", weight=2) for k in range(n)], weights={"from": "equal"})]),
    "linear": lambda n: document([index([leaf(k, input="i0", missing={"impute": "linear"}) for k in range(n)])]),
    "treat": lambda n: document([index([leaf(k, input="i0", treat={"winsorise": 0}) for k in range(n)])]),
})

cases_of("index", {
    "duplicate_ids": lambda n: document([index([leaf(0)])] * n),
    "kinds": lambda n: document([index([leaf(0)], id=f"x{k}", kind=f"k{k}") for k in range(n)]),
    "kinds_among_many": lambda n: document([index([leaf(0)], id=f"x{k}", kind=f"k{k}") for k in range(n // 2)], [subject(k) for k in range(n // 2)]),
    "tie_break": lambda n: document([index([leaf(0)], ranking={"tie_break": [f"n{k}" for k in range(n)]})]),
    "tie_break_among_many": lambda n: document([index([leaf(k, input="i0") for k in range(n // 2)], ranking={"tie_break": [f"n{k}" for k in range(n // 2)]})]),
    "grades": lambda n: document([index([leaf(0)], grades=[{"name": "a", "at_least": 1} for _ in range(n)])]),
    "grades_apart": lambda n: document([index([leaf(0)], grades=[{"name": f"a{k}", "at_least": k} for k in range(n)])]),
    "calibrate": lambda n: document([index([leaf(0)], id=f"x{k}", calibrate={"base": f"p{k}"}) for k in range(n)], period="z", periods=[{"period": "y", "values": {}}]),
    "adjusted": lambda n: document([index([leaf(0)], id=f"x{k}") for k in range(n // 2)], adjustments=[{"subject": "s0", "index": f"y{k}", "type": "bonus", "points": 1, "reason": "r"} for k in range(n // 2)]),
})

cases_of("plans", {
    "scenario_names": lambda n: document(scenarios=[{"name": "a", "changes": [{"set": "i0", "weight": 1}]}] * n),
    "scenario_nodes": lambda n: document(scenarios=[{"name": "a", "changes": [{"set": f"n{k}", "weight": 1} for k in range(n)]}]),
    "scenario_weights": lambda n: document([index([leaf(0), leaf(1, input="i0")])], scenarios=[{"name": f"a{k}", "changes": [{"set": "i0", "weight": -1}]} for k in range(n)]),
    "scenarios_of_many": lambda n: document([index([leaf(k, input="i0") for k in range(root(n))])], scenarios=[{"name": f"a{k}", "changes": [{"set": f"n{j}", "weight": 1} for j in range(root(n))]} for k in range(root(n))]),
    "scenario_index": lambda n: document(scenarios=[{"name": f"a{k}", "index": f"y{k}", "changes": [{"set": "i0", "weight": 1}]} for k in range(n)]),
    "alternative_names": lambda n: document(alternatives=[{"name": "a", "missing": ["reweight"]}] * n),
    "alternative_nodes": lambda n: document(alternatives=[{"name": "a", "nodes": [f"n{k}" for k in range(n)], "missing": ["reweight"]}]),
    "alternative_for_many_nodes": lambda n: document([index([leaf(k, input="i0", weight=-1) for k in range(n // 4)])], alternatives=[{"name": "a", "nodes": [f"i{k}" for k in range(n // 4)], "rule": [{"type": "percent_rank"}]}]),
    "alternative_rules": lambda n: document(alternatives=[{"name": f"a{k}", "rule": [{"type": "min_max", "min": 2, "max": 1}]} for k in range(n)]),
    "options": lambda n: document(alternatives=[{"name": "a", "rule": [{"type": "min_max", "min": 2, "max": 1}] * n}]),
    "options_of_many": lambda n: document([index([leaf(k, input="i0") for k in range(root(n))])], alternatives=[{"name": f"a{k}", "rule": [{"type": "min_max", "min": 2, "max": 1}]} for k in range(root(n))]),
    "period_names": lambda n: document(period="z", periods=[{"period": "y", "values": {}}] * root(n)),
    "period_figures": lambda n: document(period="z", periods=[{"period": "y", "values": {f"t{k}": {"i0": 1} for k in range(n)}}]),
    "period_tasks": lambda n: document(period="z", periods=[{"period": "y", "values": {}, "tasks": [task(k, lead=[f"t{k}"]) for k in range(n)]}]),
})

# Devices of rule books.
def unweighed(number, **more):
    return {"id": f"i{number}", "name": "", "rule": {"type": "min_max"}, **more}


def grown(number, **more):
    return leaf(number, measure="growth", formed="sum", **more)


def by_group(groups, children, subjects, **more):
    return document([index(children, weights={"by_group": groups, "others": "relative"})], subjects, **more)


cases_of("devices", {
    "groups_without_subjects": lambda n: by_group({f"g{k}": {"i0": 1} for k in range(n)}, [unweighed(0)], [subject(0, group="g0")]),
    "groups_not_listed": lambda n: by_group({f"g{k}": {"i0": 1} for k in range(n // 2)}, [unweighed(0)], [subject(k, group=f"h{k}") for k in range(n // 2)]),
    "groups_of_nothing": lambda n: by_group({f"g{k}": {} for k in range(n // 2)}, [unweighed(k) for k in range(n // 2)], [subject(0, group="g0")]),
    "groups_of_unknown_children": lambda n: by_group({"g": {f"y{k}": 1 for k in range(n // 2)}}, [unweighed(k) for k in range(n // 2)], [subject(0, group="g")]),
    "groups_in_a_scenario": lambda n: by_group({f"g{k}": {"d": 1} for k in range(n // 2)}, [{"id": "d", "name": "", "children": [leaf(k) for k in range(n // 2)]}], [subject(0, group="g0")], scenarios=[{"name": "a", "changes": [{"set": "g0/d", "weight": 2}]}]),
    "requirements": lambda n: document([index([leaf(0)], grades=[{"name": "a", "at_least": 1, "requires": [{"node": f"y{k}", "at_least": 1} for k in range(n)]}])]),
    "required_twice": lambda n: document([index([leaf(0)], grades=[{"name": "a", "at_least": 1, "requires": [{"node": "i0"}] * n}])]),
    "rules_in_turn": lambda n: document([index([leaf(0, rule=[{"type": "completion"}] * n)])]),
    "rules_in_rules": lambda n: document([index([leaf(0, rule=[[{"type": "min_max"}]] * n)])]),
    "nodes": lambda n: document([index([leaf(k, **{"from": {"node": {"index": f"y{k}", "id": "x"}}}) for k in range(n)])]),
    "formed_from": lambda n: document([index([grown(0)])], [subject(0, formed_from=[f"t{k}" for k in range(n)])]),
    "formed_twice": lambda n: document([index([grown(0)])], [subject(k, formed_from=["s0"]) for k in range(n)]),
    "formed_in_two_ways": lambda n: document([index([grown(k, input="i0") | ({"formed": {"mean_by": "p"}} if k % 2 else {}) for k in range(n)])]),
    "formed_negative": lambda n: document([index([grown(0) | {"formed": {"mean_by": "p"}}])], [subject(0, formed_from=[f"s{k}" for k in range(1, n)]), *(subject(k, kind="former") for k in range(1, n))], previous={f"s{k}": {"i0": 1, "p": -1} for k in range(1, n)}),
})

# Figures that no rule takes, found when the document is prepared.
def observed(n, figure, rule=None, **more):
    return document([index([leaf(0, rule=rule or {"type": "min_max"}, **more)])], [subject(k) for k in range(n)], {f"s{k}": {"i0": figure} for k in range(n)})


cases_of("prepared", {
    "as_is": lambda n: observed(n, -1, {"type": "as_is"}),
    "as_is_in_a_row": lambda n: document([index([leaf(k, rule={"type": "as_is"}) for k in range(n)])], values={"s0": {f"i{k}": -1 for k in range(n)}, "s1": {f"i{k}": -1 for k in range(n)}}),
    "missing": lambda n: document(subjects=[subject(k) for k in range(n)], values={"s0": {"i0": 1}}),
    "null": lambda n: observed(n, None),
    "missing_block": lambda n: document([index([leaf(k) for k in range(root(n))])], [subject(k) for k in range(root(n))], {"s0": {f"i{k}": 1 for k in range(root(n))}}),
    "log": lambda n: observed(n, -1, transform="ln"),
    "growth": lambda n: observed(n, 1, measure="growth"),
    "ratio": lambda n: observed(n, -1, {"type": "ratio_to_best"}),
    "completion": lambda n: observed(n, 1, {"type": "completion"}),
    "completion_targets": lambda n: document([index([leaf(0, rule={"type": "completion"})])], [subject(k) for k in range(n)], {f"s{k}": {"i0": 1} for k in range(n)}, targets={f"s{k}": {"i0": -1} for k in range(n)}),
    "per_zero": lambda n: document([index([leaf(0, denominate={"by": "p"})])], [subject(k) for k in range(n)], {f"s{k}": {"i0": 1, "p": 0} for k in range(n)}),
    "beside_a_fault": lambda n: document([index([leaf(0, rule={"type": "as_is"})], scale=100)], [subject(k) for k in range(n)], {**{f"s{k}": {"i0": -1} for k in range(n)}, "nobody": {"i0": 1}}),
    "missing_beside_faults": lambda n: document([index([leaf(0), leaf(1)])], [subject(k) for k in range(n // 2)], {f"t{k}": {"i0": 1, "i1": 2} for k in range(n // 2)}),
    "geometric": lambda n: document([index([leaf(0, rule={"type": "z_score"}), leaf(1, rule={"type": "z_score"})], aggregate="geometric")], [subject(k) for k in range(n)], {f"s{k}": {"i0": k, "i1": k} for k in range(n)}),
})

# Long names, and documents that hold little and would take much.
cases_of("long", {
    "subject_id": lambda n: document(subjects=[subject(0, id="s" * 1_000_000)], values={"s" * 1_000_000: {f"i{k}": "x" for k in range(1000)}}),
    "twice": lambda n: document(subjects=[subject(0, id="s" * 500_000)] * 2),
    "unknown_subject": lambda n: document(values={"s" * 1_000_000: {f"i{k}": "x" for k in range(n)}}),
    "index_id": lambda n: document([index([leaf(k, weight=-1) for k in range(n // 10)], id="x" * 1_000_000)]),
    "node_id": lambda n: document([index([{"id": "d" * 1_000_000, "name": "", "weight": 1, "children": [leaf(k, weight=3, input="z") for k in range(n // 10)]}])]),
    "input": lambda n: document([index([leaf(k, input="z" * 1_000_000) for k in range(1)])]),
    "kind": lambda n: document([index([leaf(0)], kind="k" * 1_000_000)]),
    "reason": lambda n: document(adjustments=[{"subject": "t" * 1_000_000, "type": "bonus", "points": 1, "reason": "r"}]),
    "missing": lambda n: document([index([leaf(k, rule={"type": "as_is"}) for k in range(1000)])], [subject(0, id="s" * 1_000_000)], {"s" * 1_000_000: {f"i{k}": -1 for k in range(1000)}}),
    "keys_near": lambda n: document(subjects=[subject(0, id="s" * 20_000)], values={"s" * 19_999: {"i0": 1}}),
})
cases_of("memory", {
    "an_input_each": lambda n: document(subjects=[{"id": str(k), "name": "", "kind": "region"} for k in range(3000)], values={str(k): {f"z{k}": 1} for k in range(3000)}),
    "inputs_of_the_last": lambda n: document(subjects=[{"id": str(k), "name": "", "kind": "region"} for k in range(2500)], values={"2499": {f"z{k}": 1 for k in range(10_000)}}),
    "many_by_many": lambda n: document([index([leaf(k, missing="reweight") for k in range(1000)])], [subject(k) for k in range(2000)], {"s0": {"i0": 1}}),
    "periods": lambda n: document(subjects=[subject(k) for k in range(2000)], period="z", periods=[{"period": str(k), "values": {}} for k in range(2000)]),
})


def valid(n):
    return document([index([leaf(k) for k in range(10)])], [subject(k) for k in range(n // 10)], {f"s{k}": {f"i{j}": k * 10 + j for j in range(10)} for k in range(n // 10)})


def measure(score, path):
    out = tempfile.TemporaryFile()
    process = subprocess.Popen([score, "check", path], stdout=out, stderr=subprocess.STDOUT)
    _, status, usage = os.wait4(process.pid, 0)
    out.seek(0)
    return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read()


class Reading:
    """What reading a megabyte of a valid document takes."""

    def __init__(self, score, path):
        self.score, self.path, self.megabytes = score, path, os.path.getsize(path) / 1e6
        code, self.seconds, _, shown = measure(score, path)
        if code:
            sys.exit(f"the valid document is refused: {shown[:1000]!r}")

    def again(self):
        self.seconds = measure(self.score, self.path)[1]

    def in_megabytes(self, seconds):
        return seconds / self.seconds * self.megabytes


def wrong_with(found, size, reading):
    code, seconds, megabytes, shown = found
    wrong = []
    if code not in (0, 1):
        wrong.append(f"exits {code}")
    if reading.in_megabytes(seconds) > size + MORE:
        wrong.append("time")
    if megabytes > MEGABYTES + MEGABYTES_FOR_A_MEGABYTE * size:
        wrong.append("memory")
    if len(shown) > MESSAGES:
        wrong.append("messages")
    return wrong


def try_case(name, options, folder, state):
    path = os.path.join(options.keep or folder, name.replace("/", "-") + ".json")
    # By a process of its own: the memory of this one counts as memory of the command that it starts.
    make(path, options.count, name)
    size = os.path.getsize(path) / 1e6
    for _ in range(TRIES):
        if not hasattr(state, "reading"):
            state.reading = Reading(options.score, options.valid)
        found = measure(options.score, path)
        wrong = wrong_with(found, size, state.reading)
        if "time" not in wrong:
            break
        state.reading.again()
    if not options.keep:
        os.remove(path)
    _, seconds, megabytes, shown = found
    last = shown.decode("utf-8", "replace").strip().splitlines()[-1:] or [""]
    more = state.reading.in_megabytes(seconds) - size
    print(f"{name:32} {size:5.1f} MB {seconds:7.3f} s {more:+6.1f} MB of reading {megabytes:6.0f} MB {len(shown):9} bytes"
          f"  {'WRONG: ' + ', '.join(wrong) if wrong else 'ok'}  | {last[0][:70]}", flush=True)
    return bool(wrong)


def make(path, count, *name):
    subprocess.run([sys.executable, __file__, "--make", path, "--count", str(count), *name], check=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--score", default="target/release/score")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--keep")
    parser.add_argument("--make", help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if options.make:
        made = CASES[options.names[0]] if options.names else valid
        with open(options.make, "w", encoding="utf-8") as file:
            file.write(made(options.count))
        return
    wanted = [name for name in CASES if not options.names or any(name.startswith(part) for part in options.names)]
    with tempfile.TemporaryDirectory() as folder:
        options.valid = os.path.join(folder, "valid.json")
        make(options.valid, 500_000)
        state = threading.local()
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            failed = sum(pool.map(lambda name: try_case(name, options, folder, state), wanted))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
