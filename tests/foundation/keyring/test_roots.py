import stat

import pytest

from saltmarsh.foundation.keyring import roots
from saltmarsh.foundation.keyring.roots import FolderRoot, KeysUnavailable


@pytest.fixture
def folder(tmp_path):
    roots.make(tmp_path / "keys")
    return tmp_path / "keys"


def test_keys_and_their_folder_are_for_one_user_alone(folder):
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "root-0001.key").stat().st_mode) == 0o600


def test_the_newest_key_is_the_current_one(folder):
    roots.make(folder)

    assert FolderRoot(folder).current() == "root-0002"


def test_the_demo_marks_its_keys(tmp_path):
    roots.make(tmp_path, is_demo=True)

    assert (tmp_path / roots.DEMO_MARK).exists()


def test_what_is_wrapped_opens_under_its_name_and_what_it_is_about(folder):
    root = FolderRoot(folder)
    wrapped = root.wrap(b"k" * 32, root="root-0001", about=b"this")

    assert root.unwrap(wrapped, root="root-0001", about=b"this") == b"k" * 32
    with pytest.raises(KeysUnavailable, match="not the right one"):
        root.unwrap(wrapped, root="root-0001", about=b"that")


def test_another_root_key_of_the_same_name_opens_nothing(folder, tmp_path):
    wrapped = FolderRoot(folder).wrap(b"k" * 32, root="root-0001", about=b"this")
    roots.make(tmp_path / "others")

    with pytest.raises(KeysUnavailable, match="not the right one"):
        FolderRoot(tmp_path / "others").unwrap(wrapped, root="root-0001", about=b"this")


def test_a_missing_key_is_named(folder):
    with pytest.raises(KeysUnavailable, match="root-0007"):
        FolderRoot(folder).unwrap(b"x" * 60, root="root-0007", about=b"this")


def test_a_key_that_is_added_later_is_found_when_it_is_needed(folder):
    running, command = FolderRoot(folder), FolderRoot(folder)
    roots.make(folder)
    wrapped = command.wrap(b"k" * 32, root=command.current(), about=b"this")

    assert running.unwrap(wrapped, root="root-0002", about=b"this") == b"k" * 32
    assert running.current() == "root-0002"


def test_a_key_that_was_taken_away_wraps_nothing_more(folder):
    running = FolderRoot(folder)
    roots.make(folder)
    (folder / "root-0001.key").unlink()
    running.current()

    with pytest.raises(KeysUnavailable, match="root-0001"):
        running.wrap(b"k" * 32, root="root-0001", about=b"this")


def test_a_key_is_whole_before_it_has_its_name(folder):
    roots.make(folder)

    assert {path.name for path in folder.iterdir()} == {
        "root-0001.key",
        "root-0002.key",
    }


def test_an_empty_folder_has_no_current_key(tmp_path):
    with pytest.raises(KeysUnavailable, match="no root key"):
        FolderRoot(tmp_path).current()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_key_that_others_may_read_is_refused(folder, mode):
    (folder / "root-0001.key").chmod(mode)

    with pytest.raises(KeysUnavailable, match="chmod 600"):
        FolderRoot(folder)


@pytest.mark.parametrize("text", ["", "not hexadecimal", "ab" * 31])
def test_a_file_that_holds_no_key_is_refused(folder, text):
    (folder / "root-0001.key").write_text(text)

    with pytest.raises(KeysUnavailable, match="64 hexadecimal digits"):
        FolderRoot(folder)
