"""Sealed files in S3-compatible storage, by its own SDK.

What a browser gets is read here and sent on: nobody outside is told an address.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, BinaryIO, cast

import boto3
from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.exceptions import ImproperlyConfigured

from saltmarsh.foundation.documents.keeping import Away

CONNECT_SECONDS, READ_SECONDS, TRIES = 5, 30, 3
# A request reads as much: several chunks, and never the whole of a large file.
READ = 1 << 20
# A larger file is sent in parts, and is there when all of them are.
PART = 8 << 20
GONE = {"404", "NoSuchKey", "NotFound"}
CONFIG = Config(
    signature_version="s3v4",
    connect_timeout=CONNECT_SECONDS,
    read_timeout=READ_SECONDS,
    retries={"total_max_attempts": TRIES, "mode": "standard"},
    s3={"addressing_style": "path"},
    # Not every storage knows the SDK's newer checksums. A chunk authenticates itself.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)
IN_PARTS = TransferConfig(
    multipart_threshold=PART, multipart_chunksize=PART, use_threads=False
)


@contextmanager
def reached() -> Iterator[None]:
    """Turn what the SDK raises into what a store raises."""
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in GONE:
            raise FileNotFoundError(code) from error
        raise Away(code) from error
    except (BotoCoreError, Boto3Error) as error:
        raise Away(type(error).__name__) from error


class Bucket:
    """One bucket, or what lies below a prefix in it. plain: "true" lets a test or a
    storage on this machine do without TLS.
    """

    def __init__(
        self, *, bucket: str, endpoint: str, region: str, prefix: str, plain: str
    ):
        if endpoint and not endpoint.startswith("https://") and plain != "true":
            raise ImproperlyConfigured("DOCUMENTS_ENDPOINT has to be https://")
        self.bucket = bucket
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self.client: Any = boto3.session.Session().client(
            "s3",
            endpoint_url=endpoint or None,
            region_name=region or None,
            config=CONFIG,
        )

    def at(self, name: str) -> dict[str, str]:
        return {"Bucket": self.bucket, "Key": self.prefix + name}

    def put(self, name: str, file: BinaryIO) -> None:
        place = self.at(name)
        with reached():
            self.client.upload_fileobj(
                file, place["Bucket"], place["Key"], Config=IN_PARTS
            )

    def open(self, name: str) -> BinaryIO:
        with reached():
            head = self.client.head_object(**self.at(name))
        there = Ranged(self.client, self.at(name), head["ContentLength"], head["ETag"])
        return cast(BinaryIO, io.BufferedReader(there, READ))

    def delete(self, name: str) -> None:
        with reached():
            self.client.delete_object(**self.at(name))

    def listed(self, folder: str) -> Iterator[tuple[str, datetime]]:
        place = self.at(f"{folder}/")
        pages = self.client.get_paginator("list_objects_v2")
        with reached():
            for page in pages.paginate(Bucket=self.bucket, Prefix=place["Key"]):
                for found in page.get("Contents", []):
                    name = found["Key"].removeprefix(place["Key"])
                    yield name, found["LastModified"]

    def ask(self) -> None:
        try:
            with reached():
                self.client.list_objects_v2(
                    Bucket=self.bucket, Prefix=self.prefix, MaxKeys=1
                )
        except FileNotFoundError as error:
            raise Away("There is no such bucket") from error


class Ranged(io.RawIOBase):
    """A kept file, read by ranges. size: bytes. tag: what the storage calls this very
    content: what was put in its place meanwhile is not read with it.
    """

    def __init__(self, client: Any, at: dict[str, str], size: int, tag: str):
        self.client, self.at, self.size, self.tag = client, at, size, tag
        self.place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        begin = {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: self.size}
        self.place = max(0, begin[whence] + offset)
        return self.place

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        until = min(self.place + len(buffer), self.size)
        if self.place >= until:
            return 0
        span = f"bytes={self.place}-{until - 1}"
        with reached():
            found = self.client.get_object(Range=span, IfMatch=self.tag, **self.at)
            content = found["Body"].read()
        if len(content) != until - self.place:
            raise Away("The storage answered with another part of the file")
        buffer[: len(content)] = content
        self.place = until
        return len(content)
