//! The columns of a ranking except those of the nodes: a row for each column, for tables and CSV alike.

use evalindex::result::{History, IndexResult, RankedSubject, UnrankedSubject};
use evalindex::{Decimal, Score};

use super::{Role, or_none, published, signed};
use crate::lang::{Categories, Lang, Line, line};

/// One column of a ranking.
pub(super) struct Field {
    /// Its heading and role in tables; none where it is for machines only.
    pub(super) table: Option<(Line, Role)>,
    /// Its heading in CSV.
    pub(super) csv: Line,
    /// Whether an index needs it; tables leave it out of other indexes.
    pub(super) needed: fn(&IndexResult) -> bool,
    /// Whether CSV, too, leaves it out where no index needs it.
    pub(super) only_if_needed: bool,
    /// Its cell.
    pub(super) cell: fn(&IndexResult, Row<'_>) -> Cell,
}

/// A subject of an index.
#[derive(Clone, Copy)]
pub(super) enum Row<'a> {
    /// With a rank.
    Ranked(&'a RankedSubject),
    /// Without one.
    Unranked(&'a UnrankedSubject),
}

/// What a cell holds.
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// A text, or a number that has no sign.
    Text(String),
    /// The id of a group; tables show its name.
    Group(String),
    /// A gain; tables show its sign.
    Gain(Decimal),
    /// Points that are taken off; tables show a minus.
    Loss(Decimal),
}

/// The columns before those of the nodes.
pub(super) const FIELDS: [Field; 15] = [
    Field::csv(line::CSV_INDEX, |index, _| Cell::Text(index.id.clone())),
    Field::new((line::RANK, Role::Number), line::CSV_RANK, |_, row| Cell::of(row.ranked(), |row| row.rank.to_string())),
    Field::csv(line::CSV_SUBJECT, |_, row| Cell::Text(row.subject().to_owned())),
    Field::new((line::SUBJECT, Role::Name), line::CSV_NAME, |_, row| Cell::Text(row.name().to_owned())),
    Field::new((line::GROUP, Role::Name), line::CSV_GROUP, |_, row| {
        row.group().map_or(Cell::Empty, |group| Cell::Group(group.to_owned()))
    })
    .needed_if(has_groups),
    Field::new((line::GROUP_RANK, Role::Detail), line::CSV_GROUP_RANK, |_, row| {
        Cell::of(row.ranked().and_then(|row| row.group.as_ref()), |group| group.rank.to_string())
    })
    .needed_if(has_groups),
    Field::new((line::SCORE, Role::Number), line::CSV_SCORE, |index, row| {
        Cell::of(row.ranked(), |row| published(index, row.score))
    }),
    Field::new((line::BASE, Role::Detail), line::CSV_BASE, |index, row| {
        Cell::of(row.ranked(), |row| published(index, row.base))
    })
    .needed_if(|index| has_bonuses(index) || has_deductions(index) || has_limited(index)),
    Field::new((line::BONUS, Role::Detail), line::CSV_BONUS, |index, row| {
        Cell::gain(index, row.ranked().map(|row| row.bonus))
    })
    .needed_if(has_bonuses),
    Field::new((line::DEDUCTION, Role::Detail), line::CSV_DEDUCTION, |index, row| {
        row.ranked().map_or(Cell::Empty, |row| Cell::Loss(index.published(row.deduction)))
    })
    .needed_if(has_deductions),
    Field::new((line::PENALTY, Role::Detail), line::CSV_PENALTY, |index, row| {
        Cell::gain(index, row.ranked().and_then(|row| row.penalty))
    })
    .only_if(has_penalties),
    Field::new((line::GRADE, Role::Word), line::CSV_GRADE, |_, row| {
        Cell::of(row.ranked().and_then(|row| row.grade.as_ref()), |grade| grade.name.clone())
    })
    .needed_if(|index| index.graded),
    Field::new((line::CHANGE, Role::Number), line::CSV_RANK_CHANGE, |_, row| {
        row.history().and_then(|past| past.rank_change).map_or(Cell::Empty, Cell::Gain)
    })
    .only_if(has_history),
    Field::csv(line::CSV_SCORE_CHANGE, |index, row| {
        Cell::gain(index, row.history().and_then(|past| past.score_change))
    })
    .only_if(has_history),
    Field::new((line::TREND, Role::Number), line::CSV_TREND, |index, row| {
        Cell::gain(index, row.history().and_then(|past| past.trend))
    })
    .only_if(has_history),
];

/// Why a subject is not ranked: the column after those of the nodes.
pub(super) fn reason(lang: Lang, row: Row<'_>) -> Cell {
    match row {
        Row::Ranked(_) => Cell::Empty,
        Row::Unranked(row) => Cell::Text(lang.translated(&row.reason).into_owned()),
    }
}

impl Field {
    /// In tables and in CSV.
    const fn new(table: (Line, Role), csv: Line, cell: fn(&IndexResult, Row<'_>) -> Cell) -> Self {
        Self { table: Some(table), ..Self::csv(csv, cell) }
    }

    /// In CSV only.
    const fn csv(csv: Line, cell: fn(&IndexResult, Row<'_>) -> Cell) -> Self {
        Self { table: None, csv, needed: |_| true, only_if_needed: false, cell }
    }

    /// In tables of those indexes only that need it.
    const fn needed_if(self, needed: fn(&IndexResult) -> bool) -> Self {
        Self { needed, ..self }
    }

    /// The same, and in CSV only where an index needs it.
    const fn only_if(self, needed: fn(&IndexResult) -> bool) -> Self {
        Self { needed, only_if_needed: true, ..self }
    }
}

/// Whether a ranked subject has a group.
fn has_groups(index: &IndexResult) -> bool {
    index.ranking.iter().any(|row| row.group.is_some())
}

/// Whether a ranked subject has a penalty.
fn has_penalties(index: &IndexResult) -> bool {
    index.ranking.iter().any(|row| row.penalty.is_some_and(|penalty| penalty != Score::ZERO))
}

/// Whether a ranked subject has another total than its base score.
fn has_limited(index: &IndexResult) -> bool {
    index.ranking.iter().any(|row| row.score != row.base)
}

/// Whether a ranked subject has a bonus.
fn has_bonuses(index: &IndexResult) -> bool {
    index.ranking.iter().any(|row| row.bonus != Score::ZERO)
}

/// Whether a ranked subject has a deduction.
fn has_deductions(index: &IndexResult) -> bool {
    index.ranking.iter().any(|row| row.deduction != Score::ZERO)
}

/// Whether there are earlier periods.
fn has_history(index: &IndexResult) -> bool {
    index.ranking.iter().any(|row| row.history.is_some())
}

impl<'a> Row<'a> {
    /// The subject, where it has a rank.
    pub(super) fn ranked(self) -> Option<&'a RankedSubject> {
        match self {
            Self::Ranked(row) => Some(row),
            Self::Unranked(_) => None,
        }
    }

    /// Its earlier periods, where it has a rank and there are any.
    fn history(self) -> Option<&'a History> {
        self.ranked()?.history.as_ref()
    }

    /// The id of the subject.
    fn subject(self) -> &'a str {
        match self {
            Self::Ranked(row) => &row.subject,
            Self::Unranked(row) => &row.subject,
        }
    }

    /// Its name.
    fn name(self) -> &'a str {
        match self {
            Self::Ranked(row) => &row.name,
            Self::Unranked(row) => &row.name,
        }
    }

    /// Its group, where it has one.
    fn group(self) -> Option<&'a str> {
        match self {
            Self::Ranked(row) => row.group.as_ref().map(|group| group.group.as_str()),
            Self::Unranked(row) => row.group.as_deref(),
        }
    }
}

impl Cell {
    /// The text of what may be absent.
    pub(super) fn of<T>(value: Option<T>, text: impl FnOnce(T) -> String) -> Self {
        value.map_or(Self::Empty, |value| Self::Text(text(value)))
    }

    /// Points gained, as the index publishes them.
    fn gain(index: &IndexResult, points: Option<Score>) -> Self {
        points.map_or(Self::Empty, |points| Self::Gain(index.published(points)))
    }

    /// For tables: with signs, and a dash for an empty cell.
    pub(super) fn shown(self, categories: &Categories) -> String {
        match self {
            Self::Empty => or_none(None),
            Self::Text(text) => text,
            Self::Group(id) => categories.group(&id).to_owned(),
            Self::Gain(points) => signed(points),
            Self::Loss(points) if points.is_zero() => points.to_string(),
            Self::Loss(points) => format!("-{points}"),
        }
    }

    /// For machines: numbers without signs of gain or loss, and an empty text for an empty cell.
    pub(super) fn plain(self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Group(text) => text,
            Self::Gain(points) | Self::Loss(points) => points.to_string(),
        }
    }
}
