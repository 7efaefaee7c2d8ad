"""Which subjects a program teaches, judged by the words of its own titles.

Pure: from titles to topics with the titles that show them. A topic not found says
only that no title names it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class TopicWords:
    """One topic, in the order of lists, with the words that show it."""

    slug: str
    name: str
    pattern: re.Pattern[str]


def _words(slug: str, name: str, *patterns: str) -> TopicWords:
    return TopicWords(
        slug, name, re.compile(rf"\b(?:{'|'.join(patterns)})\b", flags=re.IGNORECASE)
    )


TOPICS = (
    _words(
        "machine-learning",
        "Machine learning",
        r"machine[- ]learning",
        r"(?:statistical|reinforcement|supervised|unsupervised) learning",
        r"deep[- ]learning",
        r"neural networks?",
        r"AI/ML",
        r"ML",
    ),
    _words(
        "deep-learning",
        "Deep learning",
        r"deep[- ](?:reinforcement )?learning",
        r"neural networks?",
        r"neural computing",
        r"generative (?:AI|artificial intelligence|models?)",
        r"large language models?",
        r"foundation models?",
        r"LLMs?",
    ),
    _words(
        "natural-language-processing",
        "Natural language processing",
        r"natural[- ]language",
        r"NLP",
        r"text (?:mining|analytics|analysis|processing)",
        r"language models?",
        r"LLMs?",
        r"computational linguistics",
    ),
    _words(
        "medical-imaging",
        "Medical imaging",
        r"imaging",
        r"image (?:analysis|processing|computing|segmentation|informatics)",
        r"bioimage\w*",
        r"bildgebend\w*",
        r"radiology",
        r"radiomics",
    ),
    _words(
        "predictive-analytics",
        "Predictive analytics",
        r"predict\w*",
        r"forecasting",
        r"data mining",
        r"risk (?:modell?ing|prediction|stratification)",
    ),
    _words(
        "clinical-decision-support",
        "Clinical decision support",
        r"decision[- ]support\w*",
        r"(?:clinical|medical|patient|shared) decisions?",
        r"(?:clinical|medical|shared) decision[- ]making",
        r"computer[- ]aided diagnos\w+",
    ),
    _words(
        "genomics",
        "Genomics",
        r"\w*genom\w+",
        r"genetics",
        r"bioinformatics",
        # Not every word on "omics": economics and ergonomics are none.
        r"(?:prote|transcript|metabol|multi-?)?omics",
        r"sequence analysis",
        r"computational biology",
    ),
    _words(
        "robotics",
        "Robotics",
        r"robot\w*",
        r"autonomous (?:systems?|vehicles?)",
    ),
    _words(
        "standards-and-interoperability",
        "Data standards and interoperability",
        r"interoperab\w+",
        r"standards",
        r"(?:data|information) standard",
        r"standardi[sz]ation",
        # "Medical terminology" alone is a course on words, not on data.
        r"terminologies",
        r"terminology (?:standards?|systems?|services?)",
        r"ontolog\w+",
        r"HL7",
        r"FHIR",
        r"SNOMED(?:[- ]CT)?",
        r"(?:health )?information exchange",
        r"(?:clinical|medical) (?:vocabular(?:y|ies)|coding)",
    ),
    _words(
        "privacy-and-security",
        "Privacy and security",
        r"privacy",
        r"(?<!social )(?<!food )(?:cyber[- ]?)?security",
        r"data protection",
        r"GDPR",
        r"HIPAA",
        r"confidentiality",
    ),
    _words(
        "ethics-and-regulation",
        "Ethics and regulation",
        r"(?:bio)?ethic\w*",
        r"legal",
        r"laws?",
        r"regulat(?:ion|ions|ory)",
        r"(?:responsible|trustworthy|fair) (?:AI|artificial intelligence|data\w*)",
        r"fairness",
        r"compliance",
    ),
    _words(
        "public-health",
        "Public health",
        r"public[- ]health",
        r"population[- ]health",
        r"global health",
        r"epidemiolog\w+",
        r"(?:disease|health) surveillance",
    ),
    _words(
        "implementation-and-leadership",
        "Implementation and leadership",
        r"leader(?:s|ship)?",
        r"implementation(?! of (?:algorithms?|data\w*|programs?))",
        r"(?:project|change|operations|organi[sz]ational|strategic) management",
        r"(?:health(?:care)?|health services|hospital) (?:management|administration)",
        r"entrepreneur\w*",
        r"quality improvement",
    ),
    _words(
        "statistics",
        "Statistics",
        r"(?:bio|geo)?statistic\w*",
        r"probability",
        r"regression(?! test\w*)",
        r"bayesian",
        r"(?:statistical|causal) inference",
        r"survival analysis",
    ),
    _words(
        "programming",
        "Programming",
        r"(?<!linear )(?<!integer )(?<!dynamic )(?<!health )programming",
        r"Python",
        r"(?:in|with|using) R",
        r"R for",
        r"Java(?:Script)?",
        r"SQL",
        r"(?<!medical )(?<!clinical )(?<!diagnosis )coding(?! (?:system|standard)s?)",
        r"software (?:engineering|development|design)",
        r"(?:web|app|application) development",
    ),
)


def find_topics(texts: Iterable[str]) -> dict[str, list[str]]:
    """Find topics in titles: by topic slug, the titles that name it, each once.

    Topics come in the order of lists, titles in theirs. Topics without any title are
    left out.
    """
    titles = list(dict.fromkeys(text for text in texts if text))
    found = {
        topic.slug: [title for title in titles if topic.pattern.search(title)]
        for topic in TOPICS
    }
    return {slug: evidence for slug, evidence in found.items() if evidence}
