"""The acts registry that an office has configured."""

from pathlib import Path

from review.registry.acts.model import ActsSource
from review.registry.acts.store import ActsRegistry
from review.settings import Settings, data_dir


def acts_tables(chosen: Settings) -> Path:
    """The folder of acts tables: the one imported by the office (``registry_folder``), else the packaged one."""
    own = chosen.registry_folder / "acts" if chosen.registry_folder else None
    return own if own and own.is_dir() else data_dir("corpora") / "acts"


def open_acts(chosen: Settings) -> ActsSource:
    """The registry that the settings name: the database of ``registry_url``, else the tables of a folder, in memory.

    Raises ``Defect`` where the database does not answer or holds no registry, ``BadInput`` where its tables are of another version.
    """
    if chosen.registry_url:
        from review.registry.acts.database import ActsDatabase

        return ActsDatabase.open(chosen.registry_url)
    return ActsRegistry.load(acts_tables(chosen))
