import pytest

from programs.topics import TOPICS, find_topics

SHOWN = [
    ("Applied Machine Learning", "machine-learning"),
    ("Reinforcement Learning in Medicine", "machine-learning"),
    ("Deep Learning", "deep-learning"),
    ("Neural Networks", "deep-learning"),
    ("Generative AI for Clinicians", "deep-learning"),
    ("Natural Language Processing", "natural-language-processing"),
    ("Clinical NLP", "natural-language-processing"),
    ("Text mining", "natural-language-processing"),
    ("Medical Image Analysis", "medical-imaging"),
    ("Digital Imaging & PACS", "medical-imaging"),
    ("Predictive Modeling", "predictive-analytics"),
    ("Data Mining in Health Care", "predictive-analytics"),
    ("Clinical Decision Support", "clinical-decision-support"),
    ("Medical Decision-Making", "clinical-decision-support"),
    ("Metagenomics", "genomics"),
    ("Omics: Biotechnology and AI for Health", "genomics"),
    ("Surgical Robotics", "robotics"),
    ("HL7 and FHIR in practice", "standards-and-interoperability"),
    ("Clinical data, standards and systems", "standards-and-interoperability"),
    ("Biomedical Ontologies", "standards-and-interoperability"),
    ("Privacy of Health Records", "privacy-and-security"),
    ("HIPAA", "privacy-and-security"),
    ("Cybersecurity", "privacy-and-security"),
    ("Bioethics", "ethics-and-regulation"),
    ("Legal frameworks (EU AI Act, MDR)", "ethics-and-regulation"),
    ("Introduction to Epidemiology", "public-health"),
    ("Population Health Informatics", "public-health"),
    ("Change management", "implementation-and-leadership"),
    ("Nursing Leadership", "implementation-and-leadership"),
    ("Biostatistics", "statistics"),
    ("Linear Regression", "statistics"),
    ("Programming for Health Data Science", "programming"),
    ("Data Analysis in R", "programming"),
    ("Python", "programming"),
]
NOT_SHOWN = [
    ("Imagining the Hospital of Tomorrow", "medical-imaging"),
    ("Image of the Profession", "medical-imaging"),
    ("Html Basics", "machine-learning"),
    ("Learning Health Systems", "machine-learning"),
    ("Health Economics", "genomics"),
    ("Ergonomics", "genomics"),
    ("Genetic Algorithms", "genomics"),
    ("Medical Terminology", "standards-and-interoperability"),
    ("Social Security", "privacy-and-security"),
    ("Aesthetics", "ethics-and-regulation"),
    ("Outlaws", "ethics-and-regulation"),
    ("Linear Programming", "programming"),
    ("Medical Coding", "programming"),
    ("Regression Testing", "statistics"),
    ("Managerial Decision Making", "clinical-decision-support"),
    ("Implementation of Algorithms", "implementation-and-leadership"),
    ("Data Analytics", "predictive-analytics"),
]


@pytest.mark.parametrize(("title", "topic"), SHOWN)
def test_a_title_shows_its_topic(title, topic):
    assert find_topics([title])[topic] == [title]


@pytest.mark.parametrize(("title", "topic"), NOT_SHOWN)
def test_a_title_that_only_looks_alike_shows_no_topic(title, topic):
    assert topic not in find_topics([title])


def test_evidence_is_every_title_once_in_order():
    titles = ["Ethics of AI", "Statistics", "", "Law", "Ethics of AI"]

    found = find_topics(titles)

    assert found["ethics-and-regulation"] == ["Ethics of AI", "Law"]
    assert list(found) == ["ethics-and-regulation", "statistics"]


def test_there_are_fifteen_topics_with_their_own_slugs():
    assert len({topic.slug for topic in TOPICS}) == 15
    assert len({topic.name for topic in TOPICS}) == 15


def test_no_titles_show_nothing():
    assert find_topics([]) == {}
