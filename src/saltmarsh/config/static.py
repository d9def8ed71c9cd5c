"""How static files are stored."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Compressed files under immutable names, in scripts' imports too."""

    support_js_module_import_aggregation = True
