//! The two documents that are compared, and which of them counts for each sort of change.

/// One of the two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Side {
    /// The earlier one.
    Old,
    /// The later one.
    New,
}

impl Side {
    /// Both, the earlier one first.
    pub(super) const BOTH: [Self; 2] = [Self::Old, Self::New];

    /// The other one.
    pub(super) const fn other(self) -> Self {
        match self {
            Self::Old => Self::New,
            Self::New => Self::Old,
        }
    }
}

/// Something of either document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Both<T> {
    pub(super) old: T,
    pub(super) new: T,
}

impl<T> Both<T> {
    /// That of either document by a function.
    pub(super) fn by(mut of: impl FnMut(Side) -> T) -> Self {
        Self { old: of(Side::Old), new: of(Side::New) }
    }

    /// That of one document.
    pub(super) const fn of(&self, side: Side) -> &T {
        match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        }
    }

    /// That of one document, to be changed.
    pub(super) const fn of_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Old => &mut self.old,
            Side::New => &mut self.new,
        }
    }
}

/// Which document counts for each sort of change: one state on the path from the old document to the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct State {
    pub(super) figures: Side,
    pub(super) targets: Side,
    pub(super) tasks: Side,
    pub(super) calibration: Side,
    pub(super) membership: Side,
    pub(super) rules: Side,
    pub(super) weights: Side,
    pub(super) adjustments: Side,
}

impl State {
    /// The state in which the sorts for which a function holds count as in the new document, by their positions on the
    /// path.
    pub(super) fn where_new(is_new: impl Fn(usize) -> bool) -> Self {
        let side = |at: usize| if is_new(at) { Side::New } else { Side::Old };
        Self {
            figures: side(0),
            targets: side(1),
            tasks: side(2),
            calibration: side(3),
            membership: side(4),
            rules: side(5),
            weights: side(6),
            adjustments: side(7),
        }
    }
}
