"""The letters: a due occasion and a template to a draft."""

from followup.drafts.compose import Job, compose_all
from followup.drafts.finder import Library, Template, find_templates, shipped_folder
from followup.drafts.lint import lint

__all__ = [
    "Job",
    "Library",
    "Template",
    "compose_all",
    "find_templates",
    "lint",
    "shipped_folder",
]
