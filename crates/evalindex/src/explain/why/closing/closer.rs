//! Finds what one indicator alone would need for the next place and the next grade.
//!
//! Where another figure of the subject changes neither what rules take from the data nor any other score, only the
//! subject's own total moves: the figure is found by its rule, and what the rule takes from the data is compared at the
//! end. Else the whole index is evaluated again at every step.

use rust_decimal::Decimal;

use super::again::{Again, Place};
use super::alone::{Alone, Scored};
use super::goal::{Field, Goal, GradeFault, is_better_grade};
use super::search::{Tried, nearest_reached};
use super::{Closing, NotClosed};
use crate::engine::{Filled, NodePoints, Placed, Prepared, StepTrace, View};
use crate::method::rule::Sample;
use crate::method::weight::Basis;
use crate::model::{
    Direction, Impute, IndexId, Missing, NodeId, PerNode, Row, Source, TreeIndicator, TreePart, Within,
};
use crate::number::Exact;
use crate::support::Refused;

/// How many figures one explanation scores again at most, while it is not asked for one node alone.
const MOST_SCORED: usize = 1_500_000;
/// How often a search evaluates the index, about.
const TRIALS: usize = 60;

pub(in crate::explain::why) struct Closer<'a> {
    view: &'a View<'a>,
    row: Row,
    points: &'a PerNode<NodePoints>,
    alone: Option<Alone<'a>>,
    field: Option<Field<'a>>,
    goals: [Result<Option<Goal>, NotClosed>; 2],
    again: Again<'a>,
    place: Option<Place>,
    /// How many more figures may be scored again.
    budget: usize,
    /// Whether weights are derived from the figures.
    derives_weights: bool,
}

/// The place, or the grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Place,
    Grade,
}

impl<'a> Closer<'a> {
    pub(in crate::explain::why) fn new(
        prepared: (&'a Prepared, IndexId),
        view: &'a View<'a>,
        (placed, points): (&Placed, &'a PerNode<NodePoints>),
        row: Row,
        is_patient: bool,
    ) -> Self {
        let field = Field::new(view, placed, row);
        let place_goal = Ok(field.as_ref().and_then(Field::place_goal));
        let grade_goal = field.as_ref().map_or(Ok(None), Field::grade_goal).map_err(|fault| match fault {
            GradeFault::Vetoed => NotClosed::Vetoed,
            GradeFault::Lacking => NotClosed::Required,
            GradeFault::OutOfReach => NotClosed::OutOfReach,
        });
        // A figure that is better for the base score may then be worse for the total.
        let is_mixed = view.adjusted[row].takes_below(view.scored.tree.top());
        let goals = if is_mixed { [(); 2].map(|()| Err(NotClosed::NotMonotone)) } else { [place_goal, grade_goal] };
        let from_figures = |basis: Basis| basis != Basis::Order;
        let derives_weights = view.scored.frozen.is_none()
            && view.scored.tree.nodes().iter().any(|node| node.weights().is_some_and(|one| from_figures(one.basis())));
        Self {
            view,
            row,
            points,
            alone: Alone::new(view, row),
            field,
            goals,
            again: Again::new(prepared, view, row),
            place: Place::of(view, row),
            budget: if is_patient { usize::MAX } else { MOST_SCORED },
            derives_weights,
        }
    }

    /// The points that full marks at an indicator alone would add to the total; none of a dimension, or where scores
    /// depend on those of other subjects.
    pub(in crate::explain::why) fn gain_at_full_marks(&mut self, node: NodeId) -> Option<Exact> {
        let TreePart::Leaf(_) = self.view.scored.tree.node(node).part else { return None };
        let full = Exact::from(self.view.index.scale);
        let now = Scored::of(self.view, self.row)?.total;
        Some(self.alone.as_mut()?.with(node, &full)?.total - now)
    }

    /// What an indicator alone would need for the next place and the next grade; none where there is none.
    ///
    /// # Errors
    /// When the figure of the subject cannot be traced, which is a bug.
    pub(in crate::explain::why) fn closings(
        &mut self,
        node: NodeId,
        step: &StepTrace<'_>,
    ) -> Result<[Option<Closing>; 2], Refused> {
        let goals = self.goals.clone();
        let mut of = |wanted: Wanted, goal: &Result<Option<Goal>, NotClosed>| match goal {
            Ok(None) => Ok(None),
            Ok(Some(goal)) => {
                let found = self.found(node, step, wanted, goal)?;
                let (to, to_zh) = self.name(goal);
                Ok(Some(Closing { to, to_zh, figure: found.ok(), none: found.err() }))
            }
            Err(why) => Ok(Some(Closing { to: String::new(), to_zh: None, figure: None, none: Some(*why) })),
        };
        let [place, grade] = &goals;
        Ok([of(Wanted::Place, place)?, of(Wanted::Grade, grade)?])
    }

    /// The place, or the name of the grade in both languages.
    fn name(&self, goal: &Goal) -> (String, Option<String>) {
        match goal {
            Goal::Place { rank, .. } => (rank.to_string(), None),
            Goal::Total { grade, .. } => {
                let grade = self.view.index.grade_at(*grade);
                (grade.name.clone(), grade.name_zh.clone())
            }
        }
    }

    fn found(
        &mut self,
        node: NodeId,
        step: &StepTrace<'_>,
        wanted: Wanted,
        goal: &Goal,
    ) -> Result<Result<Decimal, NotClosed>, Refused> {
        let (Some(indicator), figure) = (step.indicator(), step.figure(self.row)?) else {
            return Ok(Err(NotClosed::NoFigure));
        };
        let (Some(observed), Some(used)) = (figure.observed, figure.used) else {
            return Ok(Err(NotClosed::NoFigure));
        };
        if self.points[node].counted.as_ref().is_none_or(Exact::is_zero) {
            return Ok(Err(NotClosed::NotCounted));
        }
        // Another mark changes the mean and the spread of all of them.
        if self.view.aggregated.standard(node).is_some() {
            return Ok(Err(NotClosed::NotMonotone));
        }
        let site = step.site();
        let Some((mut direction, mut end)) = site.step.scoring().improving(&used, site.setting) else {
            return Ok(Err(NotClosed::NotMonotone));
        };
        if self.view.order().is_ascending() {
            // The way back never leads to more points, however far.
            (direction, end) = (direction.opposite(), None);
        }
        let way = Way { observed, direction, end };
        if !takes_every_figure(step) && self.only_own_total_moves(step) {
            match self.by_rule(node, step, &way, goal) {
                None => return Ok(Err(NotClosed::OutOfReach)),
                Some(figure) if keeps_calibration(step, self.row, figure, &way) => return Ok(Ok(figure)),
                Some(_) => {}
            }
        }
        Ok(self.by_evaluating(step, indicator.input_name(), &way, wanted))
    }

    /// Whether another figure of the subject changes no other score and no weight, as long as what rules take from the data
    /// stays.
    fn only_own_total_moves(&self, step: &StepTrace<'_>) -> bool {
        let Some(own) = step.indicator() else { return false };
        let input = own.input_name();
        let reads = |TreeIndicator { indicator, .. }: &TreeIndicator| {
            let by_weight = match &indicator.from {
                Some(Source::Parts(parts)) => parts.weight_by.as_deref() == Some(input),
                Some(Source::Tasks(_) | Source::Node(_)) => false,
                None => indicator.input_name() == input,
            };
            by_weight || indicator.denominate.as_ref().is_some_and(|denominator| denominator.by == input)
        };
        let is_read_once = self.view.scored.tree.indicators().iter().filter(|one| reads(one)).count() == 1;
        let is_treated = own.treat.is_some() && self.view.scored.frozen.is_none();
        let fills_others = matches!(
            own.missing,
            Missing::Impute(Impute::Mean | Impute::Median | Impute::Worst | Impute::GroupMean | Impute::GroupMedian)
        ) && step.is_imputed_for_some();
        self.alone.is_some() && is_read_once && !is_treated && !fills_others && !self.derives_weights
    }

    /// By the rule on the present calibration.
    fn by_rule(&mut self, node: NodeId, step: &StepTrace<'_>, way: &Way, goal: &Goal) -> Option<Decimal> {
        let line = self.line(node, goal);
        let (row, field, alone) = (self.row, self.field.as_ref()?, self.alone.as_mut()?);
        nearest_reached(way.observed, way.direction, |figure| {
            let value = step.value_of(row, figure).filter(|value| !way.is_beyond(value));
            let Some(score) = value.and_then(|value| step.score_of(row, &value)) else {
                return Some(Tried::Impossible);
            };
            if let Some(decided) = line.as_ref().and_then(|line| line.decided(&score)) {
                return Some(decided);
            }
            let reached = alone.with(node, &score).and_then(|scored| field.reaches(goal, &scored));
            Some(match reached {
                Some(true) => Tried::Reached,
                Some(false) => Tried::Short,
                None => Tried::Impossible,
            })
        })
    }

    /// The score that a goal asks for at an indicator whose points are a share of the total; none where they are not.
    fn line(&self, node: NodeId, goal: &Goal) -> Option<Line> {
        let tree = &self.view.scored.tree;
        let of_node = &self.points[node];
        of_node.added.as_ref()?;
        let fills = |child: &NodeId| tree.missing(*child) == Some(Missing::Impute(Impute::RowMean));
        let siblings_filled = tree.node(node).parent.is_some_and(|above| tree.node(above).children().iter().any(fills));
        let field = self.field.as_ref()?;
        let is_exact = self.view.index.ranking.by == crate::order::CompareBy::Exact;
        let (total, own) = (field.total_of(goal)?, &field.own().total);
        let is_limited = self.view.index.has_total_limits();
        if siblings_filled || is_limited || !is_exact || !total.is_rational() || !own.is_rational() {
            return None;
        }
        let score = self.view.aggregated.exact(node, self.row).filter(Exact::is_rational)?;
        let more = (&total - own).over(of_node.counted.as_ref()?)?;
        Some(Line { score: score + more, order: self.view.order() })
    }

    /// By evaluating the whole index again.
    fn by_evaluating(
        &mut self,
        step: &StepTrace<'_>,
        input: &str,
        way: &Way,
        wanted: Wanted,
    ) -> Result<Decimal, NotClosed> {
        let now = self.place.ok_or(NotClosed::OutOfReach)?;
        let each = self.view.scored.subjects.len().saturating_mul(self.view.scored.tree.indicators().len());
        let (again, budget, row) = (&mut self.again, &mut self.budget, self.row);
        if each.saturating_mul(TRIALS) > *budget {
            return Err(NotClosed::NotTried);
        }
        let found = nearest_reached(way.observed, way.direction, |figure| {
            *budget = budget.saturating_sub(each);
            if step.value_of(row, figure).is_none_or(|value| way.is_beyond(&value)) {
                return Some(Tried::Impossible);
            }
            Some(match again.with(input, figure) {
                None => Tried::Impossible,
                Some(place) if is_better(place, now, wanted) => Tried::Reached,
                Some(_) => Tried::Short,
            })
        });
        found.ok_or(NotClosed::OutOfReach)
    }
}

/// The way of a figure to more points, or to fewer where the lowest total is the best.
struct Way {
    observed: Decimal,
    direction: Direction,
    /// How far the way leads, on the scale that the rule scores.
    end: Option<Exact>,
}

impl Way {
    fn is_beyond(&self, value: &Exact) -> bool {
        self.end.as_ref().is_some_and(|end| match self.direction {
            Direction::Higher => value > end,
            Direction::Lower => value < end,
        })
    }
}

/// The score at which the total of a subject is that of a goal.
struct Line {
    score: Exact,
    order: crate::order::Order,
}

impl Line {
    /// Whether a score is better or worse than it; none where tie-breaks may decide.
    fn decided(&self, score: &Exact) -> Option<Tried> {
        if !score.is_rational() {
            return None;
        }
        match self.order.by_scores(score.cmp(&self.score)) {
            std::cmp::Ordering::Greater => Some(Tried::Reached),
            std::cmp::Ordering::Less => Some(Tried::Short),
            std::cmp::Ordering::Equal => None,
        }
    }
}

fn is_better(place: Place, now: Place, wanted: Wanted) -> bool {
    match wanted {
        Wanted::Place => place.rank < now.rank,
        Wanted::Grade => is_better_grade(place.grade, now.grade),
    }
}

/// Whether what the rule takes from the data changes with every figure, even one between others: a mean, a deviation, an
/// order.
fn takes_every_figure(step: &StepTrace<'_>) -> bool {
    let site = step.site();
    let taken = |middle: i32| {
        let values = [1, middle, 5].map(Exact::from);
        let sample = Sample::new(site.setting, &values);
        site.step.scoring().calibrate(&sample).ok()
    };
    !step.is_frozen() && taken(2) != taken(3)
}

/// Whether the rule takes the same from the data with this figure, and with the one a step before it.
fn keeps_calibration(step: &StepTrace<'_>, row: Row, figure: Decimal, way: &Way) -> bool {
    let site = step.site();
    if step.is_frozen() {
        return true;
    }
    let (now, _) = step.calibration(row);
    let rows = step
        .cells()
        .iter()
        .filter(|(other, _)| site.step.within == Within::All || site.group(*other) == site.group(row));
    let rule = site.step.scoring();
    let before = way.step_before(figure);
    let same = |own: Option<Exact>| {
        let Some(own) = own else { return false };
        let values = rows.clone().filter_map(|(other, cell)| match cell {
            _ if other == row => Some(own.clone()),
            Filled::Value(value) => Some(value.clone()),
            _ => None,
        });
        let values: Vec<Exact> = values.collect();
        let reference = rule.reference_subject().and_then(|id| {
            let other = step.cells().ids().find(|other| site.subject(*other).id == id)?;
            if other == row { Some(own.clone()) } else { step.cells()[other].value().cloned() }
        });
        let mut sample = Sample::new(site.setting, &values);
        sample.reference = reference;
        rule.calibrate(&sample).is_ok_and(|calibration| calibration == *now)
    };
    same(step.value_of(row, figure)) && before.is_some_and(|before| same(step.value_of(row, before)))
}

impl Way {
    /// The figure one step before another one.
    fn step_before(&self, figure: Decimal) -> Option<Decimal> {
        let step = Decimal::new(1, 6);
        match self.direction {
            Direction::Higher => figure.checked_sub(step),
            Direction::Lower => figure.checked_add(step),
        }
    }
}
