//! Typed positions, and the arenas in which they stand: a node, a row, a subject and an index cannot be taken for one
//! another.
//!
//! An [`Id`] is made by an arena, or by its iterators, and only for an item that is there; arenas never shrink. Arenas
//! made from one another ([`Arena::map`], [`Arena::filled`]) have the same length, so that an id of one holds in all of
//! them. So do ids of nodes in all trees of one index, whatever its figures, weights and options of methods; and ids of
//! subjects and indexes in all drafts of one document, whatever its periods.

use std::iter::{Enumerate, FusedIterator};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut, Range};
use std::slice;

/// The position of an item among those of a kind `K`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Id<K> {
    number: usize,
    kind: PhantomData<K>,
}

/// Items of one kind, by their positions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arena<K, T> {
    items: Vec<T>,
    kind: PhantomData<K>,
}

/// Declares kinds of positions, each with its id and its arena.
macro_rules! positions {
    ($($(#[$doc:meta])* $kind:ident, $id:ident, $arena:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum $kind {}
        $(#[$doc])*
        pub(crate) type $id = $crate::model::Id<$kind>;
        #[doc = concat!("One item for each [`", stringify!($id), "`].")]
        pub(crate) type $arena<T> = $crate::model::Arena<$kind, T>;
    )+};
}
pub(crate) use positions;

positions! {
    /// A node of an index's tree; parents come before their children.
    OfNode, NodeId, PerNode;
    /// An indicator among those of an index's tree, in the order of the document.
    OfIndicator, IndicatorId, PerIndicator;
    /// A child among those of one node, in the order of the document.
    OfSibling, SiblingId, PerSibling;
    /// A subject among those that an index scores, in the order of the document.
    OfRow, Row, PerRow;
    /// A subject of the document.
    OfSubject, SubjectId, PerSubject;
    /// An index of the document.
    OfIndex, IndexId, PerIndex;
    /// A grade of an index, best first.
    OfGrade, GradeId, PerGrade;
    /// A group of subjects that weights by group name, in the order of names.
    OfGroup, GroupId, PerGroup;
    /// A ranked subject by its position in a ranking, best first.
    OfRanked, RankedId, PerRanked;
}

impl<K: Copy> Id<K> {
    const fn at(number: usize) -> Self {
        Self { number, kind: PhantomData }
    }

    /// The position as a number from 0, for results.
    pub(crate) const fn number(self) -> usize {
        self.number
    }
}

/// The only unchecked access to an item by its position.
#[allow(
    clippy::indexing_slicing,
    reason = "an id is made for an item that is there, and used for lists of the same length alone"
)]
impl<K: Copy> Id<K> {
    /// The item at this position.
    #[inline]
    pub(super) fn of<T>(self, items: &[T]) -> &T {
        &items[self.number]
    }

    /// The item at this position, to be changed.
    #[inline]
    pub(super) fn of_mut<T>(self, items: &mut [T]) -> &mut T {
        &mut items[self.number]
    }
}

impl<K: Copy, T> Arena<K, T> {
    /// No items.
    pub(crate) const fn new() -> Self {
        Self::from_vec(Vec::new())
    }

    /// No items, with this capacity.
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self::from_vec(Vec::with_capacity(capacity))
    }

    const fn from_vec(items: Vec<T>) -> Self {
        Self { items, kind: PhantomData }
    }

    /// Adds an item after all others, and returns its position.
    pub(crate) fn push(&mut self, item: T) -> Id<K> {
        let id = Id::at(self.items.len());
        self.items.push(item);
        id
    }

    /// How many items there are.
    pub(crate) const fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are no items.
    pub(crate) const fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The positions of all items.
    pub(crate) fn ids(&self) -> Ids<K> {
        Ids { numbers: 0..self.items.len(), kind: PhantomData }
    }

    /// The items with their positions.
    pub(crate) fn iter(&self) -> Iter<'_, K, T> {
        Iter { items: self.items.iter().enumerate(), kind: PhantomData }
    }

    /// The items, to be changed, with their positions.
    pub(crate) fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = (Id<K>, &mut T)> + ExactSizeIterator {
        self.items.iter_mut().enumerate().map(|(number, item)| (Id::at(number), item))
    }

    /// The items alone.
    pub(crate) fn values(&self) -> slice::Iter<'_, T> {
        self.items.iter()
    }

    /// The items alone, to be changed.
    pub(crate) fn values_mut(&mut self) -> slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// The items in one piece.
    pub(crate) fn as_slice(&self) -> &[T] {
        &self.items
    }

    /// A function of each item, at the same position.
    pub(crate) fn map<U>(&self, mut of: impl FnMut(Id<K>, &T) -> U) -> Arena<K, U> {
        Arena::from_vec(self.iter().map(|(id, item)| of(id, item)).collect())
    }

    /// The same value at every position.
    pub(crate) fn filled<U: Clone>(&self, value: U) -> Arena<K, U> {
        Arena::from_vec(vec![value; self.items.len()])
    }

    /// The items with those of another arena at the same positions.
    pub(crate) fn zip<'a, U>(
        &'a self,
        other: &'a Arena<K, U>,
    ) -> impl DoubleEndedIterator<Item = (Id<K>, &'a T, &'a U)> {
        self.iter().zip(other.values()).map(|((id, one), two)| (id, one, two))
    }
}

impl<K: Copy, T> Index<Id<K>> for Arena<K, T> {
    type Output = T;

    #[inline]
    fn index(&self, id: Id<K>) -> &T {
        id.of(&self.items)
    }
}

impl<K: Copy, T> IndexMut<Id<K>> for Arena<K, T> {
    #[inline]
    fn index_mut(&mut self, id: Id<K>) -> &mut T {
        id.of_mut(&mut self.items)
    }
}

impl<K: Copy, T> Default for Arena<K, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Copy, T> FromIterator<T> for Arena<K, T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::from_vec(items.into_iter().collect())
    }
}

impl<K: Copy, T> IntoIterator for Arena<K, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

/// The items of a list of the document with their positions.
pub(super) fn listed<K: Copy, T>(items: &[T]) -> Iter<'_, K, T> {
    Iter { items: items.iter().enumerate(), kind: PhantomData }
}

/// The positions of an arena.
#[derive(Clone, Debug)]
pub(crate) struct Ids<K> {
    numbers: Range<usize>,
    kind: PhantomData<K>,
}

impl<K: Copy> Iterator for Ids<K> {
    type Item = Id<K>;

    fn next(&mut self) -> Option<Id<K>> {
        self.numbers.next().map(Id::at)
    }

    #[inline]
    fn nth(&mut self, number: usize) -> Option<Id<K>> {
        self.numbers.nth(number).map(Id::at)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.numbers.size_hint()
    }
}

impl<K: Copy> DoubleEndedIterator for Ids<K> {
    fn next_back(&mut self) -> Option<Id<K>> {
        self.numbers.next_back().map(Id::at)
    }
}

impl<K: Copy> ExactSizeIterator for Ids<K> {}
impl<K: Copy> FusedIterator for Ids<K> {}

/// The items of an arena with their positions.
#[derive(Clone, Debug)]
pub(crate) struct Iter<'a, K, T> {
    items: Enumerate<slice::Iter<'a, T>>,
    kind: PhantomData<K>,
}

impl<'a, K: Copy, T> Iterator for Iter<'a, K, T> {
    type Item = (Id<K>, &'a T);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.items.next().map(|(number, item)| (Id::at(number), item))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}

impl<K: Copy, T> DoubleEndedIterator for Iter<'_, K, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.items.next_back().map(|(number, item)| (Id::at(number), item))
    }
}

impl<K: Copy, T> ExactSizeIterator for Iter<'_, K, T> {}
impl<K: Copy, T> FusedIterator for Iter<'_, K, T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_of_one_arena_holds_in_those_made_from_it() {
        let mut names: PerRow<&str> = PerRow::new();
        let (first, second) = (names.push("a"), names.push("b"));
        let lengths = names.map(|row, name| name.len() + row.number());
        assert_eq!((names[second], lengths[second], names.filled(7)[first]), ("b", 2, 7));
        assert_eq!(names.ids().rev().collect::<Vec<_>>(), [second, first]);
        let row_of = |items: &[u8], number: usize| listed(items).nth(number).map(|(row, _)| row);
        assert_eq!(row_of(&[0; 2], 1), Some(second));
        assert_eq!(row_of(&[0; 1], 1), None);
    }
}
