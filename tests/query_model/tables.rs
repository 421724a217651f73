//! What events and queries are made of, with what it means by hand.

pub(crate) const TODAY: &str = "1971-06-15";

/// Dates: as written, first day, last day; nothing where it is open.
pub(crate) const DATES: &[(&str, &str, &str)] = &[
    ("1971-05-01", "1971-05-01", "1971-05-01"),
    ("1971-05-20T10:30", "1971-05-20", "1971-05-20"),
    ("1971-05", "1971-05-01", "1971-05-31"),
    ("1971?", "1971-01-01", "1971-12-31"),
    ("1974", "1974-01-01", "1974-12-31"),
    ("197X", "1970-01-01", "1979-12-31"),
    ("../1970", "", "1970-12-31"),
    ("1972-02/..", "1972-02-01", ""),
    ("[1970,1974-03]", "1970-01-01", "1974-03-31"),
    ("1971-04-20/1971-05-02", "1971-04-20", "1971-05-02"),
    ("1974-12-31", "1974-12-31", "1974-12-31"),
];

/// What is only asked for, counted from [`TODAY`].
pub(crate) const SPANS: &[(&str, &str, &str)] = &[
    ("today", "1971-06-15", "1971-06-15"),
    ("-30d", "1971-05-16", "1971-06-15"),
    ("-6m", "1970-12-15", "1971-06-15"),
    ("-1y", "1970-06-15", "1971-06-15"),
];

/// Countries: code, what it continues as by default, what it continues as of all, name in those years, folded.
pub(crate) const COUNTRIES: &[(&str, &str, &str, &str)] = &[
    ("US", "US", "US", "united states"),
    ("CN", "CN", "CN", "china"),
    ("RU", "RU", "RU", "russia"),
    ("SU", "RU", "RU", "soviet union"),
    ("DE", "DE", "DE", "west germany"),
    ("DD", "DD", "DE", "east germany"),
    ("FR", "FR", "FR", "france"),
];

/// People: key, names, the names folded.
pub(crate) const PEOPLE: &[(&str, &[&str], &[&str])] = &[
    ("re", &["Recep Tayyip Erdoğan"], &["recep tayyip erdogan"]),
    (
        "zhou",
        &["Zhou Enlai", "周恩来", "Chou En-lai"],
        &["zhou enlai", "周恩来", "chou en lai"],
    ),
    ("", &["Łukasz O’Hara"], &["lukasz ohara"]),
    ("", &["Erich Honecker"], &["erich honecker"]),
];

/// Places: key, names, the names folded, country.
pub(crate) const PLACES: &[(&str, &[&str], &[&str], &str)] = &[
    ("lodz", &["Łódź"], &["lodz"], ""),
    (
        "",
        &["Beijing", "北京", "Peking"],
        &["beijing", "北京", "peking"],
        "CN",
    ),
    ("bonn", &["Bonn am Rhein"], &["bonn am rhein"], "DE"),
    ("", &["Moscow"], &["moscow"], "SU"),
];

/// Tags of topics: slug, label, both folded.
pub(crate) const TOPICS: &[(&str, &str, &str, &str)] = &[
    ("trade", "Trade", "trade", "trade"),
    ("rare-earths", "Rare Earths", "rare earths", "rare earths"),
    ("g7", "Ｇ７", "g7", "g7"),
];

/// Texts, and the texts folded.
pub(crate) const TEXTS: &[(&str, &str)] = &[
    ("Côte d’Ivoire talks", "cote divoire talks"),
    ("U.S. Navy", "us navy"),
    ("The end", "the end"),
    ("end of talks", "end of talks"),
    ("周恩来，会见", "周恩来 会见"),
    ("Ｇ２０ Straße", "g20 strasse"),
    ("!", ""),
];

/// Values of `person:` and `place:`, folded by hand.
pub(crate) const NAMES: &[(&str, &str)] = &[
    ("re", "re"),
    ("zhou", "zhou"),
    ("ENLAI", "enlai"),
    ("erdoğan tayyip", "erdogan tayyip"),
    ("er", "er"),
    ("hara", "hara"),
    ("o'h łuk", "oh luk"),
    ("周", "周"),
    ("chou enlai", "chou enlai"),
    ("lodz", "lodz"),
    ("bonn rhein", "bonn rhein"),
    ("rhein", "rhein"),
    ("京", "京"),
    ("peking", "peking"),
    ("cn", "cn"),
    ("SU", "su"),
    ("Ru", "ru"),
    ("x", "x"),
];

/// What is searched for, folded by hand.
pub(crate) const NEEDLES: &[(&str, &str)] = &[
    ("cote d'ivoire", "cote divoire"),
    ("us", "us"),
    ("U.S.", "us"),
    ("end", "end"),
    ("END OF", "end of"),
    ("the end end", "the end end"),
    ("talks us", "talks us"),
    ("恩来", "恩来"),
    ("g20", "g20"),
    ("ﾀ", "タ"),
    ("ERDOGAN", "erdogan"),
    ("łódź", "lodz"),
    ("peking", "peking"),
    ("soviet", "soviet"),
    ("germany", "germany"),
    ("s", "s"),
    ("rare-earths", "rare earths"),
    ("premier", "premier"),
    ("zzz", "zzz"),
];

/// Free tags, folded: two of them are the same.
pub(crate) const TAGS: &[(&str, &str)] = &[
    ("Red Line", "red line"),
    ("red-line", "red line"),
    ("Hôtel", "hotel"),
];
