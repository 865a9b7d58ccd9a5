"""Where things live; the only place that knows the platform's folders."""

from __future__ import annotations

from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def default_vault_folder() -> Path:
    """Return the vault folder used when none is named: the platform's data folder."""
    import platformdirs  # noqa: PLC0415 -- looked up only where no folder was named

    return Path(platformdirs.user_data_dir("Palier", appauthor=False, roaming=False)) / "coffre"


def demonstration_folder() -> Path:
    """Return where « Essayer sans risque » puts its vault: beside the real one, never inside."""
    return default_vault_folder().with_name("demonstration")


def settings_file() -> Path:
    """Return the file of this device's settings, outside any vault."""
    import platformdirs  # noqa: PLC0415

    return Path(platformdirs.user_config_dir("Palier", appauthor=False, roaming=False)) / "reglages.json"


def runtime_folder() -> Path:
    """Return the folder of what lives as long as the session: the channel between two starts."""
    import warnings  # noqa: PLC0415

    import platformdirs  # noqa: PLC0415

    with warnings.catch_warnings():  # a session without such a folder gets another one: nothing a worker must read
        warnings.simplefilter("ignore", RuntimeWarning)
        return Path(platformdirs.user_runtime_dir("Palier", appauthor=False))


def example_case() -> Path:
    """Return the shipped example, a fictional household in the exchange format."""
    return RESOURCES / "exchange" / "benali.json"


def second_example_case() -> Path:
    """Return the second shipped example, of a person getting a home."""
    return RESOURCES / "exchange" / "second.json"


def exchange_schema() -> Path:
    """Return the specification of the exchange format."""
    return RESOURCES / "exchange" / "palier.case-1.schema.json"


def word_list() -> Path:
    """Return the words offered for passphrases."""
    return RESOURCES / "words" / "french.txt"
