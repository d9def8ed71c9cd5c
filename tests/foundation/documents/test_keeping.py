import io
import os
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from moto.server import ThreadedMotoServer

from saltmarsh.foundation.documents import actions as documents
from saltmarsh.foundation.documents import keeping, queries, storing
from saltmarsh.foundation.documents.bucket import PART, Bucket
from saltmarsh.foundation.documents.keeping import Away, Folder
from saltmarsh.foundation.documents.lifecycle import Problem, State
from saltmarsh.foundation.refusals import Refused
from tests.factories.documents import make_document, pdf
from tests.factories.foundation import TeamFactory

WHERE = {"region": "eu-west-2", "prefix": "sealed/", "plain": "true"}
LONG = os.urandom(PART + 100_000)  # goes out in parts, comes back in pieces


@pytest.fixture(scope="module")
def server():
    """A server that speaks as S3 does; it checks nobody's right to ask."""
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def in_bucket(server, monkeypatch):
    """The settings of a bucket of this test's own."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a-key-of-tests")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "its-word")
    given = WHERE | {"endpoint": server, "bucket": f"b-{os.urandom(6).hex()}"}
    sdk = boto3.client("s3", endpoint_url=server, region_name=given["region"])
    where = {"LocationConstraint": given["region"]}
    sdk.create_bucket(Bucket=given["bucket"], CreateBucketConfiguration=where)
    return given


@pytest.fixture(params=["folder", "bucket"])
def store(request, tmp_path):
    if request.param == "folder":
        return Folder(tmp_path / "kept")
    return Bucket(**request.getfixturevalue("in_bucket"))


@pytest.fixture(params=["folder", "bucket"])
def away(request, tmp_path, monkeypatch):
    """A store that does not answer."""
    if request.param == "folder":
        (tmp_path / "kept").write_text("a file where the folder should be")
        return Folder(tmp_path / "kept")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a-key-of-tests")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "its-word")
    nobody = {"endpoint": "http://127.0.0.1:9", "bucket": "nobody"}
    return Bucket(**WHERE | nobody)


def put(store, content=b"sealed", name="one/file"):
    store.put(name, io.BytesIO(content))


def test_what_is_put_is_read_again_whole(store):
    put(store, LONG)

    with store.open("one/file") as file:
        assert file.read() == LONG


def test_a_file_is_read_at_any_place(store):
    put(store, LONG)

    with store.open("one/file") as file:
        assert file.seek(0, io.SEEK_END) == len(LONG)
        file.seek(PART - 10)
        assert file.read(100) == LONG[PART - 10 : PART + 90]
        file.seek(5)
        assert file.read(3) == LONG[5:8]


def test_a_file_that_is_not_there_is_not_found(store):
    store.ask()

    with pytest.raises(FileNotFoundError):
        store.open("one/other")


def test_what_is_deleted_is_gone_and_may_be_deleted_again(store):
    put(store)

    store.delete("one/file")
    store.delete("one/file")

    with pytest.raises(FileNotFoundError):
        store.open("one/file")


def test_a_folder_lists_its_own_files_and_when_they_were_kept(store):
    put(store)
    put(store, name="one/another")
    put(store, name="two/file")

    found = dict(store.listed("one"))

    assert set(found) == {"file", "another"}
    assert abs(datetime.now(UTC) - found["file"]) < timedelta(minutes=1)
    assert list(store.listed("three")) == []


def test_a_store_that_does_not_answer_says_so(away):
    with pytest.raises(Away):
        put(away)
    with pytest.raises(Away):
        away.ask()


def test_a_bucket_keeps_below_its_prefix(in_bucket, server):
    put(Bucket(**in_bucket))

    sdk = boto3.client("s3", endpoint_url=server, region_name="eu-west-2")

    kept = sdk.list_objects_v2(Bucket=in_bucket["bucket"])["Contents"]
    assert [one["Key"] for one in kept] == ["sealed/one/file"]


def test_a_bucket_that_is_not_there_is_away(in_bucket):
    with pytest.raises(Away):
        Bucket(**in_bucket | {"bucket": "no-such-bucket"}).ask()


def test_a_file_that_was_replaced_while_it_is_read_is_not_mixed(in_bucket):
    store = Bucket(**in_bucket)
    put(store, LONG)
    file = store.open("one/file")
    file.read(10)

    put(store, LONG[::-1])

    file.seek(PART)
    with pytest.raises(Away):
        file.read(10)


def test_a_line_without_tls_is_refused():
    with pytest.raises(ImproperlyConfigured, match="https"):
        Bucket(**WHERE | {"endpoint": "http://s3.example", "bucket": "b", "plain": ""})


def test_a_document_is_kept_sealed_in_a_bucket_and_read(
    partnership, settings, in_bucket
):
    settings.DOCUMENTS_S3 = in_bucket
    letter = pdf()
    about = TeamFactory(partnership=partnership)
    document = make_document(about, content=letter)

    with queries.content_of(document) as content:
        assert content.read() == letter
    name = storing.name(partnership.pk, document.blob)
    with keeping.store().open(name) as kept:
        assert b"%PDF" not in kept.read()
    assert not (settings.DOCUMENTS / "kept" / name).exists()


def test_a_document_is_refused_while_there_is_nowhere_to_keep_it(
    partnership, settings, away
):
    nowhere(settings, away)

    with pytest.raises(Refused, match="cannot be kept just now"):
        make_document(TeamFactory(partnership=partnership))

    assert not partnership.documents.exists()
    assert not keeping.answers()


def test_a_document_waits_while_what_keeps_it_is_away(partnership, settings):
    document = make_document(TeamFactory(partnership=partnership))
    settings.DOCUMENTS_S3 = WHERE | {"endpoint": "http://127.0.0.1:9", "bucket": "b"}

    documents.check(partnership, document_id=str(document.pk))

    document.refresh_from_db()
    assert (document.state, document.problem) == (State.HELD, Problem.STORE)


def nowhere(settings, away):
    """Let the settings name the store that does not answer."""
    if isinstance(away, Folder):
        settings.DOCUMENTS = settings.DOCUMENTS / "full"
        (settings.DOCUMENTS / "incoming").mkdir(parents=True, exist_ok=True)
        (settings.DOCUMENTS / "kept").write_text("a file where the folder should be")
    else:
        settings.DOCUMENTS_S3 = WHERE | {
            "endpoint": "http://127.0.0.1:9",
            "bucket": "nobody",
        }
