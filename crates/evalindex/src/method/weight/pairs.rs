//! Judgements of pairs, for the analytic hierarchy process.

use rust_decimal::Decimal;

use super::error::{JudgementFault, WeightMethodError};
use crate::number::{Exact, Proportion, Real, over_common_denominator};

/// Judgements of pairs: how many times as important the item of the row is as that of the column.
///
/// Square, positive and reciprocal: `aⱼᵢ = 1/aᵢⱼ`, 1 on the diagonal. Where `aᵢⱼ·aⱼᵢ` is within 1 % of 1, such as 3 and
/// 0.333, the judgement below the diagonal is the reciprocal of that above it.
///
/// ```
/// use evalindex::weight::Judgements;
///
/// let items = ["a", "b", "c"].map(str::to_owned).to_vec();
/// let rows = [["1", "3", "5"], ["1/3", "1", "2"], ["1/5", "1/2", "1"]];
/// let judgements = Judgements::parse(items, &rows.map(|row| row.map(str::to_owned).to_vec()))?;
/// assert_eq!(judgements.items().len(), 3);
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Judgements {
    items: Vec<String>,
    pub(super) rows: Vec<Vec<Exact>>,
    /// What was taken as the reciprocal of another judgement, though it is not quite that.
    pub(super) mended: Vec<String>,
}

impl Judgements {
    /// Judgements as text: whole numbers, decimals, or fractions of them such as `1/3`.
    ///
    /// # Errors
    /// When the matrix is not square, a judgement is no positive number, or two of one pair are not each other's
    /// reciprocals to 1 %: the error names every such place.
    pub fn parse(items: Vec<String>, rows: &[Vec<String>]) -> Result<Self, WeightMethodError> {
        if items.is_empty() {
            return Err(WeightMethodError::Nothing);
        }
        let mut faults = Vec::new();
        if rows.len() != items.len() {
            let found = format!("{} rows", rows.len());
            faults.push(JudgementFault::new("the matrix is not square", found, one_each(&items)));
        }
        let all: Vec<Vec<Option<Exact>>> = rows
            .iter()
            .enumerate()
            .map(|(number, row)| judgements((&items, rows.len()), (number, row), &mut faults))
            .collect();
        let mut sound: Vec<Vec<Exact>> = all.iter().map(|row| row.iter().flatten().cloned().collect()).collect();
        let off = off_reciprocals(&all);
        let text = |row: usize, column: usize| rows.get(row).and_then(|row| row.get(column)).map_or("", String::as_str);
        faults.extend(off.iter().filter(|pair| pair.mended.is_none()).filter_map(|pair| pair.fault(&items, text)));
        WeightMethodError::unless_none(faults)?;
        let mut mended = Vec::new();
        for pair in off {
            mended.extend(pair.remark(&items, text));
            let cell = sound.get_mut(pair.row).and_then(|row| row.get_mut(pair.column));
            if let Some((cell, reciprocal)) = cell.zip(pair.mended) {
                *cell = reciprocal;
            }
        }
        Ok(Self { items, rows: sound, mended })
    }

    /// The geometric mean of each judgement, by the shares of the experts who judge the same items: a fraction where it is
    /// one, else a real number.
    pub(super) fn combined(each: &[Self], of_experts: &Proportion) -> Option<Self> {
        let items = each.first()?.items.clone();
        let mut rows = vec![vec![Exact::ONE; items.len()]; items.len()];
        for row in 0..items.len() {
            for column in row.saturating_add(1)..items.len() {
                let mean = mean_judgement(each, of_experts, (row, column))?;
                *rows.get_mut(column)?.get_mut(row)? = Exact::ONE.over(&mean)?;
                *rows.get_mut(row)?.get_mut(column)? = mean;
            }
        }
        Some(Self { items, rows, mended: Vec::new() })
    }

    /// How many times as important the item of the row is as that of the column.
    pub(super) fn at(&self, row: usize, column: usize) -> Option<&Exact> {
        self.rows.get(row)?.get(column)
    }

    /// What is judged.
    pub fn items(&self) -> &[String] {
        &self.items
    }

    /// The weights of judgements that agree with each other, `aᵢⱼ·aⱼₖ = aᵢₖ`: each column has them exactly. None of others,
    /// and of such as are no fractions or too long.
    pub(super) fn agreed(&self) -> Option<Proportion> {
        if !self.rows.iter().flatten().all(Exact::is_rational) {
            return None;
        }
        let first: Vec<Exact> = self.rows.iter().map(|row| row.first().cloned()).collect::<Option<_>>()?;
        for (row, own) in self.rows.iter().zip(&first) {
            for (judgement, other) in row.iter().zip(&first) {
                if judgement * other != *own {
                    return None;
                }
            }
        }
        Proportion::computed(&over_common_denominator(&first)?)
    }

    pub(super) fn reals(&self) -> Vec<Vec<Real>> {
        self.rows.iter().map(|row| row.iter().map(Exact::to_real).collect()).collect()
    }
}

/// So far from 1 may the product of two judgements be that are taken as each other's reciprocals.
const NEARLY_RECIPROCAL: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// The expected number: one an item.
fn one_each(items: &[String]) -> String {
    format!("{}, one an item", items.len())
}

/// The judgements of a row; none for a text that is no positive number. A row whose length is neither the number of items
/// nor that of rows is a fault; a square matrix of another size is reported once, as a whole.
fn judgements(
    (items, rows): (&[String], usize),
    (number, row): (usize, &[String]),
    faults: &mut Vec<JudgementFault>,
) -> Vec<Option<Exact>> {
    if row.len() != items.len() && row.len() != rows {
        let (what, found) =
            (format!("row {} is of another length", number.saturating_add(1)), format!("{} judgements", row.len()));
        faults.push(JudgementFault::new(what, found, one_each(items)));
    }
    let of_row =
        items.get(number).map_or_else(|| format!("row {}", number.saturating_add(1)), |item| format!("`{item}`"));
    let cells = row.iter().zip(items).map(|(text, item)| {
        let judgement = Exact::of_text(text).filter(Exact::is_positive);
        if judgement.is_none() {
            let expected = "a number above 0, or a fraction such as 1/3";
            faults.push(JudgementFault::new(format!("{of_row} against `{item}`"), format!("{text:?}"), expected));
        }
        judgement
    });
    cells.collect()
}

/// Two judgements that are not each other's reciprocals, the first of them on or below the diagonal.
struct OffReciprocal {
    row: usize,
    column: usize,
    /// The reciprocal of the judgement above the diagonal, where the other is within 1 % of it.
    mended: Option<Exact>,
}

impl OffReciprocal {
    /// The items of the row and of the column.
    fn items<'a>(&self, items: &'a [String]) -> Option<(&'a str, &'a str)> {
        Some((items.get(self.row)?, items.get(self.column)?))
    }

    /// What is wrong with them.
    fn fault<'a>(&self, items: &[String], text: impl Fn(usize, usize) -> &'a str) -> Option<JudgementFault> {
        let (one, other) = self.items(items)?;
        let found = format!("{} and {}", text(self.row, self.column), text(self.column, self.row));
        let what = format!("`{one}` against `{other}`");
        Some(JudgementFault::new(what, found, "1, or one the reciprocal of the other"))
    }

    /// What is taken in place of the judgement below the diagonal.
    fn remark<'a>(&self, items: &[String], text: impl Fn(usize, usize) -> &'a str) -> Option<String> {
        let ((one, other), reciprocal) = (self.items(items)?, self.mended.as_ref()?);
        let (below, above) = (text(self.row, self.column), text(self.column, self.row));
        Some(format!("`{one}` against `{other}` is {reciprocal} in place of {below}, as the other way is {above}"))
    }
}

/// The pairs of judgements that are not each other's reciprocals, where both are judgements.
fn off_reciprocals(rows: &[Vec<Option<Exact>>]) -> Vec<OffReciprocal> {
    let at = |row: usize, column: usize| rows.get(row).and_then(|row| row.get(column)?.as_ref());
    let mut off = Vec::new();
    for row in 0..rows.len() {
        for column in 0..=row {
            let Some((judged, back)) = at(row, column).zip(at(column, row)) else { continue };
            let product = judged * back;
            if product != Exact::ONE {
                let is_near = row != column && product.less(&Exact::ONE).abs() <= Exact::from(NEARLY_RECIPROCAL);
                off.push(OffReciprocal { row, column, mended: Exact::ONE.over(back).filter(|_| is_near) });
            }
        }
    }
    off
}

/// The geometric mean of one judgement of all experts.
fn mean_judgement(each: &[Judgements], of_experts: &Proportion, (row, column): (usize, usize)) -> Option<Exact> {
    let all: Vec<&Exact> = each.iter().map(|one| one.at(row, column)).collect::<Option<_>>()?;
    let first = *all.first()?;
    if all.iter().all(|judgement| *judgement == first) {
        return Some(first.clone());
    }
    let weighed = || all.iter().copied().zip(of_experts.parts().iter().copied());
    let real = || {
        let part = |(judgement, part): (&Exact, u128)| Some(judgement.to_real().ln()? * Exact::from(part).to_real());
        let logs: Vec<Real> = weighed().map(part).collect::<Option<_>>()?;
        Real::total(logs).over(Exact::from(of_experts.total()).to_real())?.exp()
    };
    Exact::geometric_mean(weighed(), real)
}
