"""Words of made-up catalog files: short and long, with accents and other scripts."""

COUNTRIES = [
    *[("US", "USD", ["CA", "NY", "TX", "OH", "PA", "IL", "FL", "WA"])] * 8,
    ("CA", "CAD", ["ON", "QC", "BC"]),
    ("GB", "GBP", ["ENG", "SCT"]),
    ("DE", "EUR", []),
    ("SE", "SEK", ["AB"]),
    ("JP", "JPY", ["13"]),
    ("IN", "INR", ["MH"]),
]
PLACES = [
    "College",
    "State University",
    "Université de l’Île-d’Orléans",
    "Universität für Gesundheit Zürich",
    "Uniwersytet Łódzki Środkowy",
    "東京医療情報大学",
    "Πανεπιστήμιο Υγείας",
    "The Consolidated Metropolitan University of Health Sciences, Medical Technology "
    "and Applied Information Science, Northern and Eastern Campuses",
]
FIELDS = [
    ("Health Informatics", "health-informatics", "none-found"),
    ("Nursing Informatics", "health-informatics", "none-found"),
    ("Biomedical Informatics", "biomedical-informatics", "elective"),
    ("Health Data Science", "health-data-science", "required-course"),
    ("Artificial Intelligence in Medicine", "healthcare-ai", "name"),
    ("Artificial Intelligence (Healthcare Track)", "ai-healthcare-track", "track"),
    ("Artificial Intelligence", "general-ai", "name"),
    (
        "Applied Artificial Intelligence, Clinical Data Science and Learning Health "
        "Systems for Practicing Professionals (Executive Format)",
        "healthcare-ai",
        "name",
    ),
]
COURSES = [
    "Machine Learning for Health Care",
    "Deep Learning",
    "Natural Language Processing of Clinical Notes",
    "Medical Imaging",
    "Predictive Modeling",
    "Clinical Decision Support",
    "Genomic Medicine",
    "Surgical Robotics",
    "HL7 and FHIR",
    "Privacy and Security of Health Data",
    "Ethics and Law of AI",
    "Epidemiology",
    "Leading Change",
    "Biostatistics",
    "Programming in Python",
    "Seminar",
]
TRACKS = ["Clinical Informatics", "Data Science", "Imaging", "Public Health"]
AUDIENCES = ["nurses", "physicians", "pharmacists", "working professionals"]
BACKGROUNDS = ["any-bachelor", "nursing", "medicine", "health", "computing"]
