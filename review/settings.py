"""One settings file, validated, and where the packaged data lie."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError, TomlConfigSettingsSource

from review.contract.base import shown_name
from review.contract.errors import BadInput


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

    max_bytes: int = Field(50_000_000, gt=0)
    max_pages: int = Field(2_000, gt=0)
    timeout_s: float = Field(120.0, gt=0)
    workers: int | None = Field(None, ge=1)
    acts_folder: Path | None = None
    registry_folder: Path | None = None
    registry_url: str | None = None
    host: str = "127.0.0.1"
    port: int = Field(8765, ge=1, le=65535)
    max_upload_bytes: int = Field(50_000_000, gt=0)
    upload_timeout_s: float = Field(120.0, gt=0)

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
    """The settings of this process, read once.

    Raises the coded error ``unsupported``, which names what is wrong, where the file or a variable cannot be read.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise _unusable("; ".join(dict.fromkeys(_fault(e["type"], e["loc"]) for e in error.errors()))) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise _unusable("soat.toml không phải là tệp TOML mã UTF-8") from None
    except SettingsError:
        raise _unusable("một biến SOAT_… không đọc được") from None
    except OSError:
        raise _unusable("không mở được soat.toml") from None


def _fault(kind: str, place: tuple[int | str, ...]) -> str:
    name = shown_name(".".join(map(str, place)))
    return f"không có mục “{name}”" if kind == "extra_forbidden" else f"giá trị của “{name}” không dùng được"


def _unusable(why: str) -> BadInput:
    return BadInput(
        "unsupported", f"Cấu hình không dùng được: {why}.", "Sửa soat.toml trong thư mục đang làm việc hoặc biến SOAT_… cùng tên."
    )
