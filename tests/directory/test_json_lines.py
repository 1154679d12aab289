import json

import pytest
from pydantic import BaseModel

from directory.json_lines import BadJsonLines, read_json_lines


class Said(BaseModel):
    q: str


def test_only_the_end_of_a_line_ends_it(tmp_path):
    said = ["attendance\u2028transport", "fines\u0085\x1c", "meals"]
    lines = [json.dumps({"q": each}, ensure_ascii=False) for each in said]
    file = tmp_path / "said.jsonl"
    file.write_text("\r\n\r\n".join(lines) + "\n", encoding="utf-8-sig", newline="")
    assert [(at, line.q) for at, line in read_json_lines(file, Said)] == [*zip((1, 3, 5), said, strict=True)]


@pytest.mark.parametrize(
    ("line", "field"), [('{"text": "meals"}', "q"), ("meals", "the line"), ('{"q": 3}', "q")]
)
def test_a_line_that_is_not_in_the_format_is_named(tmp_path, line, field):
    (tmp_path / "said.jsonl").write_text('{"q": "x"}\n' + line)
    with pytest.raises(BadJsonLines, match=rf"said\.jsonl, line 2, {field}: .*one JSON object"):
        read_json_lines(tmp_path / "said.jsonl", Said)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(BadJsonLines, match=r"said\.jsonl cannot be read: there is no such file"):
        read_json_lines(tmp_path / "said.jsonl", Said)
    (tmp_path / "said.jsonl").write_bytes('{"q": "café"}'.encode("cp1252"))
    with pytest.raises(BadJsonLines, match="it is not text in UTF-8"):
        read_json_lines(tmp_path / "said.jsonl", Said)
