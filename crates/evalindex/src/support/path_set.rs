//! Sets of paths with look-ups of the paths above and below another one, each in logarithmic time.

use std::collections::BTreeSet;
use std::ops::Bound;

use super::path::{Path, Step};

/// A set of paths.
#[derive(Clone, Debug, Default)]
pub(crate) struct PathSet<'a> {
    paths: BTreeSet<Path<'a>>,
}

impl<'a> PathSet<'a> {
    /// Whether the path of these steps is in the set.
    pub(crate) fn holds(&self, steps: &[Step<'a>]) -> bool {
        self.paths.contains(steps)
    }

    /// Whether a path in the set is this one, or lies above it.
    pub(crate) fn holds_from(&self, path: &Path<'a>) -> bool {
        path.and_above().any(|steps| self.holds(steps))
    }

    /// The paths in the set that are that of these steps, or lie below it.
    pub(crate) fn within(&self, steps: &[Step<'a>]) -> impl Iterator<Item = &Path<'a>> {
        let from = self.paths.range::<[Step<'a>], _>((Bound::Included(steps), Bound::Unbounded));
        from.take_while(move |path| path.starts_with(steps))
    }

    /// Whether a path in the set is that of these steps, or lies below it.
    pub(crate) fn holds_within(&self, steps: &[Step<'a>]) -> bool {
        self.within(steps).next().is_some()
    }

    /// Every path in the set.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Path<'a>> {
        self.paths.iter()
    }
}

impl<'a> FromIterator<Path<'a>> for PathSet<'a> {
    fn from_iter<I: IntoIterator<Item = Path<'a>>>(paths: I) -> Self {
        Self { paths: paths.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_above_and_below_are_found() {
        let set: PathSet<'_> =
            ["a.b[1]", "a.b[1].c", "a.bc", "d"].map(|text| Path::parse(text).unwrap()).into_iter().collect();
        let path = |text| Path::parse(text).unwrap();
        let within = |text| set.within(path(text).steps()).map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(within("a.b"), ["a.b[1]", "a.b[1].c"]);
        assert_eq!(within("a.b[2]"), Vec::<String>::new());
        assert_eq!(within("").len(), 4);
        assert!(set.holds_from(&path("a.b[1].x")) && set.holds_from(&path("d")) && !set.holds_from(&path("a.b")));
    }
}
