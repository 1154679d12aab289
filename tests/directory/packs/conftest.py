"""A small pack that is right in everything, for tests to break or change in one place."""

from pathlib import Path

import pytest

FILES = {
    "authority.yaml": """\
key: sampleshire
name: Sampleshire
la_code: "999"
default_source: plan
sources:
  - key: plan
    title: The plan
    published: 2022-06-01
  - key: sample
    title: Sample
    published: 2022-06-02
""",
    "areas.csv": "key,name\nnorth,North\nsouth,South\n",
    "schools.csv": """\
urn,name,aliases,status,postcode,area,area_reason
100001,Hill School,Hill Infants; Hill Juniors,open,TA1 4DY,north,
100002,Dale School,,open,TA1 4DZ,,Not on any map
""",
    "teams.csv": "key,name,area\nnorth-team,North Team,north\n",
    "posts.csv": """\
key,title,number,status,audience
old-officer,Old Officer,2,deleted,staff
officer,Officer,1,current,schools
""",
    "contacts.csv": """\
key,name,email,phone,route,sample,source
desk,Desk,desk@sampleshire.gov.uk,01823 355000,general,no,
officer-north,"Officer, North",officer@example.org,01632 960001,,yes,sample
officer-south,"Officer, South",south@example.org,01632 960002,,yes,sample
""",
    "assignments.csv": """\
key,contact,post,area,school,valid_from,valid_to
officer-north,officer-north,officer,north,,2022-01-01,2022-06-30
officer-south,officer-south,officer,south,,,
""",
    "post_changes.yaml": """\
- key: officer-renamed
  kind: renamed
  stage: final
  audience: staff
  before:
    - post: old-officer
      number: 2
  after:
    - post: officer
""",
    "services.yaml": """\
- key: attendance
  name: Attendance
  topics: [attendance]
  areas: [north]
  post: officer
""",
    "consultation.yaml": """\
- key: phase-1
  title: Phase 1
  audience: staff
  starts_on: 2022-07-05
  ends_on: 2022-08-12
  feedback_contact: desk
  key_dates:
    - key: start
      title: Start
      days: [2022-07-05]
    - key: schools-told
      title: Schools are told
      days: [2022-07-06, 2022-07-19]
      audience: schools
  ring_fences:
    - key: fence-1
      name: Ring Fence 1
  support_offers:
    - key: form
      kind: feedback
      title: A form
      text: Fill in the form.
""",
}


@pytest.fixture
def vocabulary(tmp_path: Path) -> Path:
    folder = tmp_path / "vocabulary"
    folder.mkdir()
    topics = "- key: attendance\n  label: Attendance\n- key: admissions\n  label: Admissions\n"
    (folder / "topics.yaml").write_text(topics)
    return folder


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "sampleshire"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_text(content)
    return folder
