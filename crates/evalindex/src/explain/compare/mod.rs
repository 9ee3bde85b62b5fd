//! Comparison: what changed between two documents or two periods, and why.

mod agreement;
mod book;
mod differences;
mod fields;
mod json;
mod material;
mod moves;
mod overtaking;
mod path;
mod people;
mod reads;
mod sides;
mod states;
mod union;

use rust_decimal::Decimal;

use self::differences::{differences, incomparable};
use self::material::Material;
use self::moves::{Standings, all_overtaking, place_change};
use self::overtaking::Overtaking;
use self::path::Path;
use self::people::{Person, people};
use self::sides::{Both, Side};
use crate::engine::{Prepared, Scores, View};
use crate::explain::points::Points;
use crate::model::{PerRow, Row};
use crate::order::Rank;
use crate::support::{IndexError, IndexRef, named_enum};

pub use self::agreement::RankAgreement;
pub use self::differences::{Difference, Incomparable, What};

named_enum! {
    /// A sort of change between two documents, in the order of the path from the old one to the new one.
    ///
    /// ```
    /// use evalindex::explain::Part;
    ///
    /// assert_eq!(Part::ALL[0].name(), "figures");
    /// ```
    #[non_exhaustive]
    pub enum Part {
        /// A subject's own figures, under the old calibration.
        Figures = "figures",
        /// Its own targets.
        Targets = "targets",
        /// Its tasks.
        Tasks = "tasks",
        /// What rules take from the data: from the new figures of those who stay, and the old ones of those who leave.
        Calibration = "calibration",
        /// Who is compared: those who leave are out, those who join are in, groups are the new ones.
        Membership = "membership",
        /// Rules and aggregates; added nodes have no weight yet, dropped ones keep theirs.
        Rules = "rules",
        /// Weights; nodes are added and dropped.
        Weights = "weights",
        /// Bonuses and deductions, with their limits; floor and cap of the total.
        Adjustments = "adjustments",
    }
}

impl Part {
    /// All of them, in the order of the path.
    pub const ALL: [Self; 8] = [
        Self::Figures,
        Self::Targets,
        Self::Tasks,
        Self::Calibration,
        Self::Membership,
        Self::Rules,
        Self::Weights,
        Self::Adjustments,
    ];
}

/// What changed in one index between two documents: who moved and why, who came and went, and what the documents differ in.
///
/// Empty ([`Self::is_empty`]) where both documents say the same.
///
/// ```
/// # use evalindex::Document;
/// let document = |north: u32| Document::from_json(&format!(r#"{{
///   "format": "evalindex/1",
///   "indexes": [{{"id": "i", "name": "I", "kind": "region", "children": [
///     {{"id": "a", "name": "A", "weight": 100, "rule": {{"type": "min_max", "min": 0}}}}]}}],
///   "subjects": [{{"id": "n", "name": "North", "kind": "region"}}, {{"id": "s", "name": "South", "kind": "region"}}],
///   "values": {{"n": {{"a": {north}}}, "s": {{"a": 80}}}}}}"#));
/// let (old, new) = (document(10)?.prepare()?, document(100)?.prepare()?);
/// let comparison = new.compare("i", &old)?;
/// // One cell moves both: it lifts the goalpost too.
/// assert_eq!(comparison.differences[0].to_string(), "values of `n`, a: 10 → 100");
/// let south = &comparison.moves[1];
/// let parts = &south.split.as_ref().unwrap().parts;
/// assert_eq!((south.subject.as_str(), parts[1].points.printed.to_string()), ("s", "-20.00".to_owned()));
/// assert!(new.compare("i", &new)?.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Comparison {
    /// Id of the index.
    pub index: String,
    /// What the documents differ in, as far as the index reads it.
    pub differences: Vec<Difference>,
    /// Why scores of the two are not on the same scale: rules that differ, and goalposts that come from other data.
    pub incomparable: Vec<Incomparable>,
    /// The subjects that are ranked in both documents, and whose place, score, grade or any part of it has changed: by their
    /// present places.
    pub moves: Vec<Move>,
    /// The subjects that are ranked now and were not before.
    pub came: Vec<Passage>,
    /// The subjects that were ranked before and are not now.
    pub went: Vec<Passage>,
    /// How alike the two rankings are, where it was asked for ([`Prepared::rank_agreement`]).
    pub ranks: Option<RankAgreement>,
}

impl Comparison {
    /// Whether the documents say the same of the index.
    pub fn is_empty(&self) -> bool {
        let Self { differences, incomparable, moves, came, went, .. } = self;
        differences.is_empty() && incomparable.is_empty() && moves.is_empty() && came.is_empty() && went.is_empty()
    }
}

/// The change of one subject that is ranked in both documents; [`Comparison`] has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Move {
    /// Id of the subject.
    pub subject: String,
    /// Its name.
    pub name: String,
    /// Its name in Chinese, where given.
    pub name_zh: Option<String>,
    /// Its places, before and now.
    pub ranks: [Rank; 2],
    /// Its totals in points, as published.
    pub scores: [Decimal; 2],
    /// Its grades or classes.
    pub grades: [Option<String>; 2],
    /// Its change of place.
    pub place: PlaceChange,
    /// The change of its total; none where a number is out of range.
    pub split: Option<Split>,
}

/// A change of place: what the subject did itself, and what others did.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlaceChange {
    /// Places gained, negative where places are lost.
    pub places: Decimal,
    /// Places that it would have gained with its new total among the old totals of all others.
    pub own: Decimal,
    /// The rest: what the others' totals, and who came and went, have changed.
    pub others: Decimal,
    /// How many subjects were ahead of it and are behind it now.
    pub overtook: usize,
    /// How many were behind it and are ahead of it now.
    pub overtaken_by: usize,
    /// The ids of these, at most 20 of each: whom it overtook, and who overtook it.
    pub named: [Vec<String>; 2],
    /// How many subjects that were not ranked before are ahead of it now.
    pub came_ahead: usize,
    /// How many subjects that were ahead of it are not ranked now.
    pub went_ahead: usize,
}

/// The change of a total, split along the path from the old document to the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Split {
    /// The new total less the old one; as printed, the difference of the printed totals.
    pub change: Points,
    /// The parts, in the order of the path: with the rounding they add up to the change. Only those in which the documents
    /// differ.
    pub parts: Vec<SplitPart>,
    /// The printed change less the exact one.
    pub rounding: Points,
    /// Figures that a limit of their rule moves under the old calibration, and not under the new one, by node: what the new
    /// figures add is shown too small.
    pub notices: Vec<(String, String)>,
}

/// One part of a change: the difference between two neighbouring states of the path.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SplitPart {
    /// What it is: one sort of change; several where a state between them leaves the subject without a score.
    pub parts: Vec<Part>,
    /// What it adds to the total.
    pub points: Points,
    /// What it adds where the path is walked backwards, so that all later sorts of change come before it: the other end of
    /// its range. None where a state on that way leaves the subject without a score.
    pub reversed: Option<Points>,
    /// Whether the two have opposite signs.
    pub turns: bool,
}

/// A subject that came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Passage {
    /// Id of the subject.
    pub subject: String,
    /// Its name.
    pub name: String,
    /// Its name in Chinese, where given.
    pub name_zh: Option<String>,
    /// Its place where it is ranked.
    pub rank: Rank,
    /// Its total there, as published.
    pub score: Decimal,
    /// Why it is not ranked in the other document; none where that document has no such subject.
    pub reason: Option<String>,
}

impl Prepared {
    /// What changed in an index since an older document, or an older period: [`Comparison`] has the definition and an
    /// example. Both must have an index of that id.
    ///
    /// # Errors
    /// When either has no such index, or it cannot be scored.
    pub fn compare<'i>(&self, index: impl Into<IndexRef<'i>>, old: &Self) -> Result<Comparison, IndexError> {
        let new = self.index_id(index.into())?;
        let id = self.index(new.number())?.id.clone();
        let prepared = Both { old: (old, old.index_id(IndexRef::Id(&id))?), new: (self, new) };
        let views = Both { old: old.view(id.as_str())?, new: self.view(id.as_str())? };
        views.old.weighed_alike("compare")?;
        views.new.weighed_alike("compare")?;
        let people = people(&views);
        let lost = || crate::support::Refused::internal("a node of an index has no share");
        let material = Material::new(&prepared, &views, &people).ok_or_else(lost)?;
        let path = Path::new(&material, &views)?;
        let standings = Both { old: Standings::of(&views.old), new: Standings::of(&views.new) };
        let overtaking = all_overtaking(&people, &standings);
        let of_row = |row: Row| moved((&people, row), &views, (&standings, &overtaking), &path);
        let mut moves: Vec<Move> = people.ids().filter_map(of_row).collect();
        moves.sort_by_key(|one| one.ranks[1]);
        let differences = differences(&people, &views);
        Ok(Comparison {
            index: id,
            incomparable: incomparable(&views, &differences),
            differences,
            moves,
            came: passages(&people, &views, &standings, Side::New),
            went: passages(&people, &views, &standings, Side::Old),
            ranks: None,
        })
    }
}

/// The change of a subject; none where nothing has changed, or it is not ranked in both documents.
fn moved(
    (people, row): (&PerRow<Person<'_>>, Row),
    views: &Both<View<'_>>,
    (standings, overtaking): (&Both<Standings>, &PerRow<Overtaking>),
    path: &Path<'_, '_>,
) -> Option<Move> {
    let person = &people[row];
    let place = place_change((people, row), views, (standings, overtaking))?;
    let at = Both { old: person.at.old?.row, new: person.at.new?.row };
    let score = |side: Side| {
        let (view, row) = (views.of(side), *at.of(side));
        Some(view.as_published(view.totals().published(row, view.index.rounding)?))
    };
    let total = |side: Side| standings.of(side).exact[*at.of(side)].clone();
    let split = path.split(row, &Both { old: total(Side::Old)?, new: total(Side::New)? });
    let one = Move {
        subject: person.subject.id.clone(),
        name: person.subject.name.clone(),
        name_zh: person.subject.name_zh.clone(),
        ranks: [standings.old.ranks[at.old]?, standings.new.ranks[at.new]?],
        scores: [score(Side::Old)?, score(Side::New)?],
        grades: Side::BOTH.map(|side| standings.of(side).grades[*at.of(side)].clone()),
        place,
        split,
    };
    let is_split =
        |split: &Split| !split.notices.is_empty() || split.parts.iter().any(|part| !part.points.exact.is_zero());
    let is_changed = one.ranks[0] != one.ranks[1]
        || one.scores[0] != one.scores[1]
        || one.grades[0] != one.grades[1]
        || one.split.as_ref().is_none_or(is_split);
    is_changed.then_some(one)
}

/// The subjects that only one document ranks.
fn passages(
    people: &PerRow<Person<'_>>,
    views: &Both<View<'_>>,
    standings: &Both<Standings>,
    side: Side,
) -> Vec<Passage> {
    let passage = |person: &Person<'_>| {
        let row = person.at.of(side).as_ref()?.row;
        let rank = standings.of(side).ranks[row]?;
        let other = person.at.of(side.other()).map(|at| at.row);
        if other.is_some_and(|row| standings.of(side.other()).ranks[row].is_some()) {
            return None;
        }
        let view = views.of(side);
        Some(Passage {
            subject: person.subject.id.clone(),
            name: person.subject.name.clone(),
            name_zh: person.subject.name_zh.clone(),
            rank,
            score: view.as_published(view.totals().published(row, view.index.rounding)?),
            reason: other.and_then(|row| views.of(side.other()).why_unranked(row)),
        })
    };
    let mut all: Vec<Passage> = people.values().filter_map(passage).collect();
    all.sort_by_key(|one| one.rank);
    all
}
