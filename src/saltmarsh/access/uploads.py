"""Files that come with a post: sealed as they come in, and only where a page takes them.

Django reads a post before any guard has been asked, so nothing may depend on one: what
no action keeps is deleted with the request, and was never readable on the disk. Every
other page, the public form among them, drops what is sent to it unread.
"""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from saltmarsh.access.http import View
from saltmarsh.foundation.documents import queries
from saltmarsh.foundation.documents.storing import Arriving
from saltmarsh.foundation.vault.chunks import CHUNK


def taking_files(view: View) -> View:
    """Let the page take files. It stands above the guard."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


class Upload(UploadedFile):
    """A file that came in, sealed: `arrived` is what an action keeps."""

    def __init__(self, arrived: Arriving):
        file = arrived.opened()
        super().__init__(file=file, name=arrived.called, size=arrived.size)
        self.arrived = arrived

    def close(self) -> None:
        super().close()
        self.arrived.discard()


class Sealing(FileUploadHandler):
    """Takes a file where the page does, and drops it everywhere else."""

    chunk_size = CHUNK
    arriving: Arriving | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        match: Any = self.request.resolver_match if self.request else None
        if not getattr(match and match.func, "takes_files", False):
            raise SkipFile
        partnership = self.request.partnership  # type: ignore[union-attr]
        most = queries.most_bytes(partnership)
        called = str(self.file_name)
        self.arriving = Arriving(partnership.pk, called=called, most=most)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.arriving is not None:
            self.arriving.write(raw_data)

    def file_complete(self, file_size: int) -> Upload | None:
        if self.arriving is None:
            return None
        arrived, self.arriving = self.arriving, None
        arrived.finish()
        return Upload(arrived)

    def upload_interrupted(self) -> None:
        if self.arriving is not None:
            self.arriving.discard()
