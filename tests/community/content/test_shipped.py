from saltmarsh.community.content import shipped
from saltmarsh.community.content.rules import barriers_to_saving


def test_every_shipped_page_is_one_that_an_editor_could_save():
    known = {one.name for one in shipped.placeholders()}
    for slug, words in shipped.pages().items():
        told = {"title": words.title, "summary": words.summary, "body": words.body}
        assert barriers_to_saving(**told, known=known) == [], slug


def test_a_number_that_was_not_verified_has_no_default():
    for one in shipped.placeholders():
        if one.setting.kind in {"phone", "link"} and one.setting.default:
            assert one.setting.is_verified, one.name


def test_every_item_of_the_go_live_list_says_why():
    keys = [check.key for check in shipped.checks()]

    assert len(keys) == len(set(keys)) == 15
    assert all(check.title and check.why for check in shipped.checks())
