"""All checks over one project folder."""

from __future__ import annotations

from pathlib import Path

from data_checks.contract import Contract, load_contract
from data_checks.dialogue_files import read_dialogue_file
from data_checks.domain_file import read_domain
from data_checks.examples import check_examples
from data_checks.fixed_texts import check_fixed_texts
from data_checks.held_out import check_held_out
from data_checks.pictures import check_pictures
from data_checks.plain_files import check_clinic_values, check_plain_files
from data_checks.problems import Problem, Report
from data_checks.profiles import empty_profile, profiles
from data_checks.quick_replies import check_quick_replies
from data_checks.rendered_answers import check_answers
from data_checks.suggestions import check_suggestions
from data_checks.twins import check_twins
from data_checks.words import load_words


def check_project(root: Path, contract: Contract | None = None) -> list[Problem]:
    """Every problem of the project's data, sorted by file and line; empty when all is well."""
    contract = contract or load_contract()
    words, domain, clinic = load_words(root), read_domain(root), Report("clinic.yml")
    clinics = profiles(root, clinic)
    ours = clinics.get("with our clinic.yml", empty_profile())
    folders = ("data/faq/*/*.yml", "data/conversation/*.yml")
    files = [read_dialogue_file(root, path) for folder in folders for path in sorted(root.glob(folder))]
    responses = [response for file in files for response in file.responses]
    examples = [example for file in files for example in file.examples]
    problems = [
        *(found for report in (contract.report, words.report, domain.report, clinic) for found in report.problems),
        *(found for file in files for found in file.report.problems),
        *check_twins(files, contract),
        *check_answers(responses, contract, words, clinics),
        *check_fixed_texts(responses, words),
        *check_quick_replies(responses, contract, domain),
        *check_suggestions(responses),
        *check_pictures(root, responses),
        *check_examples(examples, domain),
        *check_held_out(root, contract, examples),
        *check_plain_files(root, ours),
        *check_clinic_values(ours, words),
    ]
    return sorted(set(problems))
