"""The letters: a due occasion and a template to a draft."""

from followup.drafts.compose import Job, compose_all
from followup.drafts.finder import Library, Template, find_templates, shipped_folder

__all__ = [
    "Job",
    "Library",
    "Template",
    "compose_all",
    "find_templates",
    "shipped_folder",
]
