import io
import socket
import threading
from contextlib import contextmanager

import pytest

from saltmarsh.foundation.documents import scanning
from saltmarsh.foundation.documents.scanning import Verdict, scan
from tests.scanner import EICAR, MARKED, STREAM_LIMIT


@contextmanager
def answering(said):
    """Stand in for a scanner that says `said` and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            line, _address = server.accept()
            with line:
                line.recv(1 << 16)
                line.sendall(said)
                line.shutdown(socket.SHUT_WR)
                while line.recv(1 << 16):
                    pass

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        thread.join()


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (b"Plainly written.", Verdict.CLEAN),
        (b"", Verdict.CLEAN),
        (EICAR, Verdict.INFECTED),
        (MARKED, Verdict.INFECTED),
        (b"a" * (STREAM_LIMIT - 1000), Verdict.CLEAN),
        (b"a" * STREAM_LIMIT * 5, Verdict.CUT),
    ],
    ids=["text", "nothing", "eicar", "by digest", "just below", "far above"],
)
def test_a_real_scanner_says_what_a_file_is(clamd, content, verdict):
    file = io.BytesIO(content)
    file.seek(0, io.SEEK_END)

    assert scan(file) == verdict
    assert scanning.is_there()


def test_a_scanner_that_is_not_there_is_away():
    assert scan(io.BytesIO(b"a")) == Verdict.AWAY
    assert not scanning.is_there()


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (b"stream: OK\0", Verdict.CLEAN),
        (b"stream: Some.Virus FOUND\0", Verdict.INFECTED),
        (b"INSTREAM size limit exceeded. ERROR\0", Verdict.CUT),
        (b"stream: OK", Verdict.CUT),
        (b"", Verdict.CUT),
        (b"stream: OK and more\0", Verdict.CUT),
        (b"a" * 10_000, Verdict.CUT),
    ],
)
def test_only_one_answer_is_clean(settings, said, verdict):
    with answering(said) as settings.CLAMD:
        assert scan(io.BytesIO(b"a")) == verdict


def test_a_scanner_that_says_nothing_is_not_waited_for(settings):
    settings.CLAMD_SECONDS = 0.2
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD = f"127.0.0.1:{server.getsockname()[1]}"

        assert scan(io.BytesIO(b"a")) == Verdict.CUT
        assert not scanning.is_there()
