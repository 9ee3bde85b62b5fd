//! Figures for which a sentinel stands: there are none.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::draft::Draft;
use super::observation::Observation;

impl Draft {
    /// The draft with the figures missing for which a sentinel stands; none where no input has any.
    pub(super) fn without_sentinels(&self) -> Option<Self> {
        let coded = self.inputs.iter().filter(|input| !input.sentinels.is_empty());
        let coded: Vec<(&str, HashSet<Decimal>)> = coded.map(|input| (input.id.as_str(), input.coded())).collect();
        if coded.is_empty() {
            return None;
        }
        let mut draft = self.clone();
        let earlier = draft.earlier.iter_mut().map(|period| &mut period.values);
        for table in [&mut draft.values, &mut draft.previous].into_iter().chain(earlier) {
            for (input, coded) in &coded {
                let is_coded =
                    |row: &usize| matches!(table.get(input, *row), Observation::Value(value) if coded.contains(&value));
                let rows: Vec<usize> = table.rows(input).filter(is_coded).collect();
                for row in rows {
                    table.set(input, row, Observation::Missing);
                }
            }
        }
        Some(draft)
    }
}
