"""One settings file, validated, and where the packaged data lie."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource


def data_dir(kind: Literal["corpora", "models"]) -> Path:
    """The folder of facts tables or models: inside the installed package, else at the top of the checkout."""
    packaged = Path(__file__).resolve().parent / "_data" / kind
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[1] / kind


class Settings(BaseSettings):
    """Settings of an office, read from ``soat.toml`` in the working folder and from ``SOAT_*`` variables.

    Sizes are in bytes, times in seconds. ``acts_folder`` holds texts of acts named by number, for ``--against``;
    ``registry_folder`` holds registries imported by the office in place of the packaged ones. ``registry_url`` names a database
    that holds its acts registry (``sqlite:///FILE`` or ``postgresql://…``), which then takes the place of both.
    """

    model_config = SettingsConfigDict(env_prefix="SOAT_", toml_file="soat.toml", extra="forbid", frozen=True)

    max_bytes: int = 50_000_000
    max_pages: int = 2_000
    timeout_s: float = 120.0
    workers: int | None = None
    acts_folder: Path | None = None
    registry_folder: Path | None = None
    registry_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 8765
    max_upload_bytes: int = 50_000_000
    upload_timeout_s: float = 120.0

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """First what is given in code, then the environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
