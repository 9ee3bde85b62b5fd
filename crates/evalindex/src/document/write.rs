//! A draft written as a document of the format `evalindex/1`.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::document::read::FORMAT;
use crate::json::Keyed;
use crate::model::{Draft, Figures, Observation, Period, Subject};
use crate::number::json_number;

impl Serialize for Draft {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("format", FORMAT)?;
        for (name, text) in [("title", &self.title), ("period", &self.period)] {
            if let Some(text) = text {
                map.serialize_entry(name, text)?;
            }
        }
        if !self.notes.is_empty() {
            map.serialize_entry("notes", &self.notes)?;
        }
        map.serialize_entry("indexes", &self.indexes)?;
        for (name, categories) in [("kinds", &self.kinds), ("groups", &self.groups)] {
            if !categories.is_empty() {
                map.serialize_entry(name, categories)?;
            }
        }
        map.serialize_entry("subjects", &self.subjects)?;
        if !self.inputs.is_empty() {
            map.serialize_entry("inputs", &Keyed(&self.inputs, |input| (&input.id, input)))?;
        }
        let table = |figures| Table { figures, subjects: &self.subjects };
        map.serialize_entry("values", &table(&self.values))?;
        for (name, figures) in [("previous", &self.previous), ("targets", &self.targets)] {
            if !figures.is_empty() {
                map.serialize_entry(name, &table(figures))?;
            }
        }
        if !self.tasks.is_empty() {
            map.serialize_entry("tasks", &self.tasks)?;
        }
        if let Some(supervision) = &self.supervision {
            map.serialize_entry("supervision", supervision)?;
        }
        if !self.adjustments.is_empty() {
            map.serialize_entry("adjustments", &self.adjustments)?;
        }
        if !self.scenarios.is_empty() {
            map.serialize_entry("scenarios", &self.scenarios)?;
        }
        if !self.alternatives.is_empty() {
            map.serialize_entry("alternatives", &self.alternatives)?;
        }
        if !self.earlier.is_empty() {
            let earlier = self.earlier.iter().map(|period| Earlier { period, subjects: &self.subjects });
            map.serialize_entry("periods", &earlier.collect::<Vec<_>>())?;
        }
        map.end()
    }
}

/// An earlier period.
struct Earlier<'d> {
    period: &'d Period,
    subjects: &'d [Subject],
}

impl Serialize for Earlier<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let Period { period, values, targets, tasks, adjustments } = self.period;
        let table = |figures| Table { figures, subjects: self.subjects };
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("period", period)?;
        map.serialize_entry("values", &table(values))?;
        if !targets.is_empty() {
            map.serialize_entry("targets", &table(targets))?;
        }
        if !tasks.is_empty() {
            map.serialize_entry("tasks", tasks)?;
        }
        if !adjustments.is_empty() {
            map.serialize_entry("adjustments", adjustments)?;
        }
        map.end()
    }
}

/// Subject → input → figure.
struct Table<'d> {
    figures: &'d Figures,
    subjects: &'d [Subject],
}

impl Serialize for Table<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut rows: BTreeMap<usize, Vec<(&str, Observation)>> = BTreeMap::new();
        for input in self.figures.inputs() {
            // An input without any figure is named by the first subject.
            let first = self.figures.rows(input).next().is_none().then_some(0);
            for row in self.figures.rows(input).chain(first) {
                rows.entry(row).or_default().push((input, self.figures.get(input, row)));
            }
        }
        let known = rows.into_iter().filter_map(|(row, cells)| Some((&self.subjects.get(row)?.id, Row(cells))));
        out.collect_map(known)
    }
}

struct Row<'d>(Vec<(&'d str, Observation)>);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.0.iter().map(|(input, figure)| (input, Cell(*figure))))
    }
}

struct Cell(Observation);

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Observation::Missing => out.serialize_none(),
            Observation::NotApplicable => out.serialize_str("n/a"),
            Observation::Value(value) => json_number(value, out),
        }
    }
}
