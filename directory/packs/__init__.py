"""Data packs: a folder of CSV and YAML files that holds one authority's directory."""

from directory.packs.check import check_pack
from directory.packs.entries import Pack
from directory.packs.load import LoadReport, load_pack

__all__ = ["LoadReport", "Pack", "check_pack", "load_pack"]
