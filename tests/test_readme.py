"""The README says what there is, and all of it."""

import json
import re

import pytest
from pydantic import AliasChoices

from bot.cli import cli
from bot.settings import Settings
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def variables() -> list[str]:
    names = []
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        if isinstance(alias, AliasChoices):
            names += [str(choice) for choice in alias.choices]
        else:
            names.append(str(alias) if alias else f"SIGNPOST_{name.upper()}")
    return names


@pytest.mark.parametrize("name", variables())
def test_every_environment_variable_stands_in_the_readme(name):
    assert f"`{name}`" in README


def test_the_readme_names_no_variable_that_is_not_read():
    assert set(re.findall(r"`(SIGNPOST_\w+|SLACK_\w+)`", README)) <= set(variables())


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_stands_in_the_readme(command):
    assert f"`signpost {command}" in README


def test_the_readme_names_no_command_that_there_is_not():
    named = set(re.findall(r"`signpost (\w+)", README))
    assert named <= set(cli.commands)


@pytest.mark.parametrize("manifest", ["manifest.json", "manifest.socket.json"])
def test_every_scope_and_slash_command_of_the_manifests_stands_in_the_readme(manifest):
    held = json.loads((ROOT / manifest).read_text())
    for scope in held["oauth_config"]["scopes"]["bot"]:
        assert f"`{scope}`" in README
    for command in held["features"]["slash_commands"]:
        assert f"`{command['command']}" in README


def test_the_readme_names_only_make_targets_that_there_are():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`?make (\w+)`?", README)) & targets >= {"try", "test", "help", "setup"}
    assert set(re.findall(r"`make (\w+)`", README)) <= targets


def test_every_file_and_folder_that_the_readme_names_exists():
    for path in re.findall(r"`((?:bot|data|directory|tests|docs)/[\w./-]*)`|\]\((docs/[\w./-]+)\)", README):
        name = path[0] or path[1]
        if "yourcouncil" not in name:
            assert (ROOT / name).exists(), name


def test_the_procfile_runs_commands_that_there_are():
    lines = (ROOT / "Procfile").read_text().splitlines()
    assert [line.split(":")[0] for line in lines] == ["release", "web", "worker"]
    for line in lines:
        assert line.split()[2] in cli.commands
