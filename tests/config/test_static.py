import re

from saltmarsh.config.static import StaticFiles


def test_what_a_script_imports_is_named_as_immutably_as_the_script(tmp_path, settings):
    settings.DEBUG = False
    (tmp_path / "app.js").write_text('import { wait } from "./wait.js";\nwait();\n')
    (tmp_path / "wait.js").write_text("export function wait() {}\n")
    storage = StaticFiles(location=tmp_path, base_url="/static/")

    files = {name: (storage, name) for name in ("app.js", "wait.js")}
    list(storage.post_process(files))

    script = re.sub(r"^/static/", "", storage.url("app.js"))
    imported = re.sub(r"^/static/", "", storage.url("wait.js"))
    assert re.fullmatch(r"wait\.[0-9a-f]+\.js", imported)
    assert f'from "./{imported}"' in (tmp_path / script).read_text()
